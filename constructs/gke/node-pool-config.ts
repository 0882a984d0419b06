import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import type { ContainerNodePoolConfig } from "@cdktf/provider-google/lib/container-node-pool";
import { surgeNodes } from "./schema";

/** Settings of every pool: auto-upgrade to the cluster's version, auto-repair and autoscaling. */
export function nodePoolConfig(
  cluster: ContainerCluster,
  nodes: { readonly min: number; readonly max: number },
  locationPolicy: "ANY" | "BALANCED",
) {
  return {
    cluster: cluster.name,
    location: cluster.location,
    // Limits over all zones; the other pair of limits applies per zone.
    autoscaling: { totalMinNodeCount: nodes.min, totalMaxNodeCount: nodes.max, locationPolicy },
    management: { autoRepair: true, autoUpgrade: true },
    // A new node is added before an old one is removed, so an upgrade keeps the capacity. Quotas must allow one more node per pool.
    upgradeSettings: { strategy: "SURGE", maxSurge: surgeNodes, maxUnavailable: 0 },
    // An upgrade replaces nodes one by one; the provider's default timeout of 30 minutes would end before it does.
    timeouts: { create: "2h", update: "2h", delete: "2h" },
    lifecycle: {
      // The initial size. Google updates it when a person resizes the pool, and a difference would replace the pool.
      ignoreChanges: ["initial_node_count"],
      // A new cluster deletes the old one's pools but has the same name, so Terraform would not notice from the name alone.
      replaceTriggeredBy: [`${cluster.terraformResourceType}.${cluster.friendlyUniqueId}.id`],
    },
  } satisfies ContainerNodePoolConfig;
}
