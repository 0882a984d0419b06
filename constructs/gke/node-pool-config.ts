import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import type { ContainerNodePoolConfig } from "@cdktf/provider-google/lib/container-node-pool";
import { surgeNodes } from "./schema";

/** What every pool has: it follows the cluster's version, mends itself and grows with its workloads. */
export function nodePoolConfig(
  cluster: ContainerCluster,
  nodes: { readonly min: number; readonly max: number },
  locationPolicy: "ANY" | "BALANCED",
) {
  return {
    cluster: cluster.name,
    location: cluster.location,
    // Over all zones: the other pair of limits counts each zone for itself.
    autoscaling: { totalMinNodeCount: nodes.min, totalMaxNodeCount: nodes.max, locationPolicy },
    management: { autoRepair: true, autoUpgrade: true },
    // A new machine stands before an old one goes, so an upgrade takes no capacity away. Quotas must hold one more machine a pool.
    upgradeSettings: { strategy: "SURGE", maxSurge: surgeNodes, maxUnavailable: 0 },
    // An upgrade replaces machine by machine; the provider would give up after 30 minutes while Google goes on.
    timeouts: { create: "2h", update: "2h", delete: "2h" },
    lifecycle: {
      // Where the pool started; Google counts it on when somebody resizes the pool by hand, and a difference would replace it.
      ignoreChanges: ["initial_node_count"],
      // Pools go with their cluster, but a new cluster has the old one's name, by which alone Terraform would not notice.
      replaceTriggeredBy: [`${cluster.terraformResourceType}.${cluster.friendlyUniqueId}.id`],
    },
  } satisfies ContainerNodePoolConfig;
}
