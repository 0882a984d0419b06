import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Construct } from "constructs";

/** A DNS record, as entered in a zone. */
export interface DnsRecord {
  /** DNS label that is prefixed to the environment's domain; undefined for the domain itself. */
  readonly label: string | undefined;
  readonly name: string;
  readonly type: "A" | "CNAME";
  /** Time to live; seconds. Short, so that a change of address takes effect in minutes. */
  readonly ttl: 300;
  readonly value: string;
}

export interface DnsRecordsProps {
  /** Name of the Cloud DNS zone in the environment's project. */
  readonly zone: string;
  readonly records: readonly DnsRecord[];
}

/** The load balancer's DNS records, in the environment's own zone (`dnsZone`). */
export class DnsRecords extends Construct {
  constructor(scope: Construct, id: string, { zone, records }: DnsRecordsProps) {
    super(scope, id);
    for (const { label, name, type, ttl, value } of records) {
      new DnsRecordSet(this, label === undefined ? type : `${type}-${label}`, {
        managedZone: zone,
        name,
        type,
        ttl,
        rrdatas: [value],
      });
    }
  }
}
