import { ComputeFirewall, type ComputeFirewallConfig } from "@cdktf/provider-google/lib/compute-firewall";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { privateGoogleApisRange } from "../cloud-dns/google-apis-zone";
import { products } from "../products";
import { clusterNodeTag, internetEgressTag, networkName } from "./names";

export interface FirewallProps {
  readonly environment: Environment;
  /** Path of the network. */
  readonly network: string;
}

/** Priority after every other rule and before Google's two implied rules. */
const lastPriority = 65534;

type Rule = (name: string, config: Omit<ComputeFirewallConfig, "name" | "network">) => void;

/**
 * Denies all traffic in both directions, then allows what is needed: Google's APIs
 * for all, HTTPS to the internet for services with `internetEgress`, the database for
 * services with `cloudSql`, and the GPU cluster's internal traffic for its nodes.
 *
 * Google's implied rules allow all egress, so a compromised service could send data
 * anywhere. The firewall's log does not contain Cloud Run's traffic (Google, "Direct
 * VPC with a VPC network", limitations); Cloud NAT's log does. The firewall does not
 * apply to the metadata server and DNS (Google, "VPC firewall rules").
 *
 * Google opens ingress to the cluster's nodes: GKE creates rules of priority 1000
 * between nodes and pods and from the control plane, and assumes that all egress is
 * allowed (Google, "Automatically created firewall rules").
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { environment, network }: FirewallProps) {
    super(scope, id);
    const rule: Rule = (name, config) => {
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
    openProducts(environment, rule);
    openCluster(environment, rule);
  }
}

function openProducts(environment: Environment, rule: Rule): void {
  for (const { clients } of products) {
    const range = clients?.range(environment);
    if (clients === undefined || range === undefined) continue;
    rule(clients.rule, {
      description: clients.description,
      direction: "EGRESS",
      priority: 1000,
      destinationRanges: [range.range],
      targetTags: [clients.tag],
      allow: [{ protocol: "tcp", ports: [...clients.ports] }],
    });
  }
}

function openCluster({ cluster, primaryRegion, regions }: Environment, rule: Rule): void {
  if (cluster === undefined) return;
  const { subnetRange, clusterRanges } = regions[primaryRegion]!;
  rule("AllowClusterNodes", {
    description: "The cluster's nodes, pods and services for each other",
    direction: "EGRESS",
    priority: 1000,
    destinationRanges: [subnetRange, ...Object.values(clusterRanges ?? {})],
    targetTags: [clusterNodeTag],
    allow: [{ protocol: "all" }],
  });
  rule("AllowClusterControlPlane", {
    description: "The cluster's control plane for its nodes",
    direction: "EGRESS",
    priority: 1000,
    destinationRanges: [cluster.controlPlaneRange],
    targetTags: [clusterNodeTag],
    // 8132 carries the tunnel through which the control plane reaches pods.
    allow: [{ protocol: "tcp", ports: ["443", "8132"] }],
  });
}
