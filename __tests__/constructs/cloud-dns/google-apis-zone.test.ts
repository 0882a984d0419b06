import { describe, expect, test } from "vitest";
import * as ipaddr from "ipaddr.js";
import { GoogleApisZone, privateGoogleApisRange } from "../../../constructs/cloud-dns/google-apis-zone";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, named, only, reference } from "../fixtures";

const network = "projects/p/global/networks/parley";

describe("GoogleApisZone", () => {
  const synth = synthesize((scope) => {
    new GoogleApisZone(scope, "GoogleApis", { environment: environment("dev"), domain: "googleapis.com", network });
  });
  const zone = reference(synth, "google_dns_managed_zone");

  test("answers for googleapis.com inside the network only", () => {
    expect(only(synth, "google_dns_managed_zone")).toEqual({
      name: "parley-googleapis-com",
      dns_name: "googleapis.com.",
      description: "googleapis.com at the private addresses of Google's APIs",
      visibility: "private",
      private_visibility_config: { networks: [{ network_url: network }] },
    });
  });

  test("sends every name below googleapis.com to private.googleapis.com", () => {
    expect(named(synth, "google_dns_record_set", "GoogleApis_Names")).toEqual({
      managed_zone: zone,
      name: "*.googleapis.com.",
      type: "CNAME",
      ttl: 300,
      rrdatas: ["private.googleapis.com."],
    });
  });

  test("knows the addresses of private.googleapis.com", () => {
    expect(named(synth, "google_dns_record_set", "GoogleApis_Addresses")).toEqual({
      managed_zone: zone,
      name: "private.googleapis.com.",
      type: "A",
      ttl: 300,
      rrdatas: ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"],
    });
  });

  test("has all addresses in the range that the firewall opens", () => {
    const range = ipaddr.IPv4.parseCIDR(privateGoogleApisRange);
    const { rrdatas } = named(synth, "google_dns_record_set", "GoogleApis_Addresses");
    expect((rrdatas as string[]).filter((address) => !ipaddr.IPv4.parse(address).match(range))).toEqual([]);
    expect(rrdatas).toHaveLength(2 ** (32 - range[1]));
  });

  test.each(["gstatic.com", "run.app"] as const)("sends %s and every name below it to the same addresses", (domain) => {
    const other = synthesize((scope) => {
      new GoogleApisZone(scope, "Other", { environment: environment("dev"), domain, network });
    });
    expect(only(other, "google_dns_managed_zone")).toMatchObject({
      name: `parley-${domain.replace(".", "-")}`,
      dns_name: `${domain}.`,
      visibility: "private",
    });
    expect(named(other, "google_dns_record_set", "Other_Names")).toMatchObject({
      name: `*.${domain}.`,
      type: "CNAME",
      rrdatas: [`${domain}.`],
    });
    expect(named(other, "google_dns_record_set", "Other_Addresses")).toMatchObject({
      name: `${domain}.`,
      type: "A",
      rrdatas: ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"],
    });
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new GoogleApisZone(scope, "GoogleApis", { environment: of, domain: "googleapis.com", network }),
    );
  });
});
