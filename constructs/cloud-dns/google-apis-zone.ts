import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { networkName } from "../vpc/names";
import type { GoogleDomain } from "./names";

export interface GoogleApisZoneProps {
  readonly environment: Environment;
  /** Google domain that private.googleapis.com serves. */
  readonly domain: GoogleDomain;
  /** Path of the network. */
  readonly network: string;
}

/** Addresses of private.googleapis.com. Google, "Configure Private Google Access": 199.36.153.8/30. */
export const privateGoogleApisRange = "199.36.153.8/30";
const privateGoogleApisAddresses = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"];

/**
 * Private DNS zone that resolves every name of one Google domain to
 * private.googleapis.com, so that the egress firewall can allow one small range
 * instead of all of Google's.
 */
export class GoogleApisZone extends Construct {
  constructor(scope: Construct, id: string, { environment, domain, network }: GoogleApisZoneProps) {
    super(scope, id);
    const zone = new DnsManagedZone(this, "Default", {
      name: `${networkName(environment)}-${domain.replace(".", "-")}`,
      dnsName: `${domain}.`,
      description: `${domain} at the private addresses of Google's APIs`,
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: network }] },
    });
    // Google, "Configure Private Google Access", DNS configuration: in the other domains the wildcard points to the domain itself.
    const target = domain === "googleapis.com" ? "private.googleapis.com." : `${domain}.`;
    new DnsRecordSet(this, "Addresses", {
      managedZone: zone.name,
      name: target,
      type: "A",
      ttl: 300,
      rrdatas: privateGoogleApisAddresses,
    });
    new DnsRecordSet(this, "Names", {
      managedZone: zone.name,
      name: `*.${domain}.`,
      type: "CNAME",
      ttl: 300,
      rrdatas: [target],
    });
  }
}
