import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { ContainerNodePool } from "@cdktf/provider-google/lib/container-node-pool";
import { Construct } from "constructs";
import { bootDiskGb, type ClusterSettings } from "./schema";
import type { Environment } from "../../contract/environment";
import { nodeConfig } from "./node-config";
import { nodePoolConfig } from "./node-pool-config";

export interface SystemNodePoolProps {
  readonly environment: Environment;
  readonly cluster: ContainerCluster;
  /** E-mail of the nodes' service account. */
  readonly account: string;
  readonly pool: ClusterSettings["systemPool"];
}

/** Nodes for Kubernetes' own workloads, so that none of them occupies a GPU node. */
export class SystemNodePool extends Construct {
  constructor(scope: Construct, id: string, { environment, cluster, account, pool }: SystemNodePoolProps) {
    super(scope, id);
    new ContainerNodePool(this, "Default", {
      ...nodePoolConfig(cluster, pool.nodes, "BALANCED"),
      name: "system-pool",
      // One node in each zone of the cluster, since nothing can run before the first node.
      initialNodeCount: 1,
      nodeConfig: nodeConfig({ environment, account, machineType: pool.machineType, diskSizeGb: bootDiskGb.system }),
    });
  }
}
