import { describe, expect, test } from "vitest";
import { DnsRecords } from "../../../constructs/cloud-dns/dns-records";
import { synthesize } from "../../support/synth";

const zone = "app-example-com";

describe("DnsRecords", () => {
  const synth = synthesize((scope) => {
    new DnsRecords(scope, "DnsRecords", {
      records: [
        { key: undefined, zone, name: "app.example.com.", type: "A", ttl: 300, value: "203.0.113.1" },
        {
          key: "media",
          zone,
          name: "_acme.media.app.example.com.",
          type: "CNAME",
          ttl: 300,
          value: "x.authorize.goog.",
        },
        {
          key: "old.example.com",
          zone: undefined,
          name: "old.example.com.",
          type: "A",
          ttl: 300,
          value: "203.0.113.1",
        },
      ],
    });
  });

  test("enters each record in its zone, and none that people enter", () => {
    const records = Object.values(synth.all("google_dns_record_set")).map(
      ({ managed_zone, name, type, ttl, rrdatas }) => ({ managed_zone, name, type, ttl, rrdatas: rrdatas as string[] }),
    );
    expect(records).toEqual([
      { managed_zone: "app-example-com", name: "app.example.com.", type: "A", ttl: 300, rrdatas: ["203.0.113.1"] },
      {
        managed_zone: "app-example-com",
        name: "_acme.media.app.example.com.",
        type: "CNAME",
        ttl: 300,
        rrdatas: ["x.authorize.goog."],
      },
    ]);
  });

  test("names a record's address after its type and key, which no environment changes", () => {
    expect(Object.keys(synth.all("google_dns_record_set")).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "DnsRecords_A",
      "DnsRecords_CNAME-media",
    ]);
  });

  test("enters nothing where there is no record", () => {
    const empty = synthesize((scope) => {
      new DnsRecords(scope, "DnsRecords", { records: [] });
    });
    expect(empty.all("google_dns_record_set")).toEqual({});
  });
});
