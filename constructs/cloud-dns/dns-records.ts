import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Construct } from "constructs";

/** A record as whoever runs DNS enters it. */
export interface DnsRecord {
  /** Label of the host in front of the environment's domain; absent for the domain itself. */
  readonly label: string | undefined;
  readonly name: string;
  readonly type: "A" | "CNAME";
  /** Seconds. Short, so that a move to another address is over in minutes. */
  readonly ttl: 300;
  readonly value: string;
}

export interface DnsRecordsProps {
  /** Cloud DNS zone in the environment's project. */
  readonly zone: string;
  readonly records: readonly DnsRecord[];
}

/** The load balancer's records, where the environment's own zone serves its domain. */
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
