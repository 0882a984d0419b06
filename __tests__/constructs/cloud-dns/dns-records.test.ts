import { describe, expect, test } from "vitest";
import { DnsRecords } from "../../../constructs/cloud-dns/dns-records";
import { synthesize } from "../../support/synth";

describe("DnsRecords", () => {
  const synth = synthesize((scope) => {
    new DnsRecords(scope, "DnsRecords", {
      zone: "app-example-com",
      records: [
        { label: undefined, name: "app.example.com.", type: "A", ttl: 300, value: "203.0.113.1" },
        { label: "media", name: "_acme.media.app.example.com.", type: "CNAME", ttl: 300, value: "x.authorize.goog." },
      ],
    });
  });

  test("enters each record in the zone", () => {
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

  test("names a record's address after its type and label, which no environment changes", () => {
    expect(Object.keys(synth.all("google_dns_record_set")).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "DnsRecords_A",
      "DnsRecords_CNAME-media",
    ]);
  });

  test("enters nothing where there is no record", () => {
    const empty = synthesize((scope) => {
      new DnsRecords(scope, "DnsRecords", { zone: "app-example-com", records: [] });
    });
    expect(empty.all("google_dns_record_set")).toEqual({});
  });
});
