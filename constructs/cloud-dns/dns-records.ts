import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Construct } from "constructs";

/** A DNS record, as entered in a zone. */
export interface DnsRecord {
  /** The host's `key`, of which the construct id is made. */
  readonly key: string | undefined;
  /** Name of the Cloud DNS zone in the environment's project; undefined where the record is entered by hand. */
  readonly zone: string | undefined;
  readonly name: string;
  readonly type: "A" | "CNAME";
  /** Time to live; seconds. Short, so that a change of address takes effect in minutes. */
  readonly ttl: 300;
  readonly value: string;
}

export interface DnsRecordsProps {
  readonly records: readonly DnsRecord[];
}

/** The load balancer's DNS records in the environment's own zones (`dnsZone`). */
export class DnsRecords extends Construct {
  constructor(scope: Construct, id: string, { records }: DnsRecordsProps) {
    super(scope, id);
    for (const { key, zone, name, type, ttl, value } of records) {
      if (zone === undefined) continue;
      new DnsRecordSet(this, key === undefined ? type : `${type}-${key}`, {
        managedZone: zone,
        name,
        type,
        ttl,
        rrdatas: [value],
      });
    }
  }
}
