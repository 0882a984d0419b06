import { describe, expect, test } from "@jest/globals";
import { Firewall } from "../../../constructs/network/firewall";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { expectEqualAddresses, list, named } from "../fixtures";

const type = "google_compute_firewall";
const network = "projects/p/global/networks/parley";

describe("Firewall", () => {
  const synth = synthesize((scope) => {
    new Firewall(scope, "Firewall", { environment: environment("dev"), network });
  });
  const rule = (name: string): Attributes => named(synth, type, `Firewall_${name}_`);

  test("lets nothing in unless another rule names it, and logs what it refuses", () => {
    expect(rule("DenyIngress")).toEqual({
      name: "parley-deny-ingress",
      network,
      description: "Nothing enters the network unless a rule names it",
      direction: "INGRESS",
      priority: 65534,
      source_ranges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
      log_config: { metadata: "INCLUDE_ALL_METADATA" },
    });
  });

  test("lets nothing out unless another rule names it, and logs what it refuses", () => {
    expect(rule("DenyEgress")).toEqual({
      name: "parley-deny-egress",
      network,
      description: "Nothing leaves the network unless a rule names it",
      direction: "EGRESS",
      priority: 65534,
      destination_ranges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
      log_config: { metadata: "INCLUDE_ALL_METADATA" },
    });
  });

  test("lets everything reach Google's APIs at their private addresses over HTTPS", () => {
    expect(rule("AllowGoogleApis")).toEqual({
      name: "parley-allow-google-apis",
      network,
      description: "Google APIs at private.googleapis.com",
      direction: "EGRESS",
      priority: 1000,
      destination_ranges: ["199.36.153.8/30"],
      allow: [{ protocol: "tcp", ports: ["443"] }],
    });
  });

  test("lets only what is tagged reach the internet, over HTTPS, and logs it", () => {
    expect(rule("AllowInternetHttps")).toEqual({
      name: "parley-allow-internet-https",
      network,
      description: "HTTPS to the internet for services that declare internetEgress",
      direction: "EGRESS",
      priority: 1000,
      destination_ranges: ["0.0.0.0/0"],
      target_tags: ["internet-egress"],
      allow: [{ protocol: "tcp", ports: ["443"] }],
      log_config: { metadata: "EXCLUDE_ALL_METADATA" },
    });
  });

  test("opens nothing towards the network", () => {
    const opened = list(synth, type).filter(({ direction, allow }) => direction === "INGRESS" && allow !== undefined);
    expect(opened).toEqual([]);
  });

  test("lets every opening win over the two denials", () => {
    const priorities = (kind: "allow" | "deny"): number[] =>
      list(synth, type)
        .filter((one) => one[kind] !== undefined)
        .map(({ priority }) => priority as number);
    expect(Math.max(...priorities("allow"))).toBeLessThan(Math.min(...priorities("deny")));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new Firewall(scope, "Firewall", { environment: of, network }));
  });
});
