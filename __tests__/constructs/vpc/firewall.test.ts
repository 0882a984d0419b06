import { describe, expect, test } from "vitest";
import { Firewall } from "../../../constructs/vpc/firewall";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { disposableCluster } from "../gke/fixtures";
import { expectEqualAddresses, list, named } from "../fixtures";

const type = "google_compute_firewall";
const network = "projects/p/global/networks/parley";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new Firewall(scope, "Firewall", { environment: of, network });
  });
const names = (synth: Synthesized): string[] =>
  list(synth, type)
    .map(({ name }) => name as string)
    .sort();

describe("Firewall", () => {
  const synth = synthesized(environment("prod"));
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

  test("lets only what is tagged reach the database, at the ports of the connectors and of PostgreSQL", () => {
    expect(rule("AllowDatabase")).toEqual({
      name: "parley-allow-database",
      network,
      description: "The database for services that declare database",
      direction: "EGRESS",
      priority: 1000,
      destination_ranges: ["10.30.16.0/20"],
      target_tags: ["database-client"],
      allow: [{ protocol: "tcp", ports: ["3307", "5432"] }],
    });
  });

  test("lets the cluster's nodes reach each other, their pods and their services", () => {
    expect(rule("AllowClusterNodes")).toEqual({
      name: "parley-allow-cluster-nodes",
      network,
      description: "The cluster's nodes, pods and services for each other",
      direction: "EGRESS",
      priority: 1000,
      destination_ranges: ["10.30.0.0/20", "10.32.0.0/14", "10.31.0.0/20"],
      target_tags: ["cluster-node"],
      allow: [{ protocol: "all" }],
    });
  });

  test("lets the cluster's nodes reach their control plane and its tunnel", () => {
    expect(rule("AllowClusterControlPlane")).toEqual({
      name: "parley-allow-cluster-control-plane",
      network,
      description: "The cluster's control plane for its nodes",
      direction: "EGRESS",
      priority: 1000,
      destination_ranges: ["10.30.32.0/28"],
      target_tags: ["cluster-node"],
      allow: [{ protocol: "tcp", ports: ["443", "8132"] }],
    });
  });

  test("opens nothing for a database or a cluster that is not there", () => {
    const without = environment("dev");
    const bare = synthesized({ ...without, cloudSql: undefined, cluster: undefined });
    expect(names(bare)).toEqual([
      "parley-allow-google-apis",
      "parley-allow-internet-https",
      "parley-deny-egress",
      "parley-deny-ingress",
    ]);
  });

  test("opens the subnet of the primary region alone, where the cluster is", () => {
    const regions = environment("prod", (spec) => {
      spec.regions["europe-west1"] = { subnetRange: "10.99.0.0/20" };
    });
    expect(named(synthesized(regions), type, "Firewall_AllowClusterNodes_").destination_ranges).toEqual([
      "10.30.0.0/20",
      "10.32.0.0/14",
      "10.31.0.0/20",
    ]);
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
    expectEqualAddresses(
      (scope, of) => new Firewall(scope, "Firewall", { environment: of, network }),
      disposableCluster,
    );
  });
});
