import { ComputeFirewall, type ComputeFirewallConfig } from "@cdktf/provider-google/lib/compute-firewall";
import { Construct } from "constructs";
import type { Environment } from "../../environments/environment";
import { internetEgressTag, networkName } from "../../environments/names";
import { privateGoogleApisRange } from "./google-apis-zone";

export interface FirewallProps {
  readonly environment: Environment;
  /** Path of the network. */
  readonly network: string;
}

/** Below every other rule and above the two that Google implies. */
const lastPriority = 65534;

/**
 * Denies everything in both directions, then opens what services need: Google's
 * APIs for all, HTTPS to the internet for those that declare `internetEgress`.
 *
 * Google's implied rules let everything out; a service that was broken into
 * could send data anywhere. What Cloud Run sends is not in the firewall's log
 * (Google, "Direct VPC with a VPC network", limitations), but in Cloud NAT's.
 * The metadata server and DNS are outside the firewall's reach (Google, "VPC
 * firewall rules").
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { environment, network }: FirewallProps) {
    super(scope, id);
    const rule = (name: string, config: Omit<ComputeFirewallConfig, "name" | "network">): void => {
      new ComputeFirewall(this, name, {
        ...config,
        name: `${networkName(environment)}-${name.replaceAll(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}`,
        network,
      });
    };
    rule("DenyIngress", {
      description: "Nothing enters the network unless a rule names it",
      direction: "INGRESS",
      priority: lastPriority,
      sourceRanges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    });
    rule("DenyEgress", {
      description: "Nothing leaves the network unless a rule names it",
      direction: "EGRESS",
      priority: lastPriority,
      destinationRanges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    });
    rule("AllowGoogleApis", {
      description: "Google APIs at private.googleapis.com",
      direction: "EGRESS",
      priority: 1000,
      destinationRanges: [privateGoogleApisRange],
      allow: [{ protocol: "tcp", ports: ["443"] }],
    });
    rule("AllowInternetHttps", {
      description: "HTTPS to the internet for services that declare internetEgress",
      direction: "EGRESS",
      priority: 1000,
      destinationRanges: ["0.0.0.0/0"],
      targetTags: [internetEgressTag],
      allow: [{ protocol: "tcp", ports: ["443"] }],
      logConfig: { metadata: "EXCLUDE_ALL_METADATA" },
    });
  }
}
