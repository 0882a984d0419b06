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
  /** E-mail of the account as which the machines run. */
  readonly account: string;
  readonly pool: ClusterSettings["systemPool"];
}

/** Machines for Kubernetes' own workloads, so that none of them sits on a GPU. */
export class SystemNodePool extends Construct {
  constructor(scope: Construct, id: string, { environment, cluster, account, pool }: SystemNodePoolProps) {
    super(scope, id);
    new ContainerNodePool(this, "Default", {
      ...nodePoolConfig(cluster, pool.nodes, "BALANCED"),
      name: "system-pool",
      // In each zone of the cluster, since nothing runs in it before a machine does.
      initialNodeCount: 1,
      nodeConfig: nodeConfig({ environment, account, machineType: pool.machineType, diskSizeGb: bootDiskGb.system }),
    });
  }
}
