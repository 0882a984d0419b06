import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { ContainerNodePool } from "@cdktf/provider-google/lib/container-node-pool";
import { Construct } from "constructs";
import { bootDiskGb, type GpuPool } from "./schema";
import type { Environment } from "../../contract/environment";
import { gpuPoolName } from "./names";
import { nodeConfig } from "./node-config";
import { nodePoolConfig } from "./node-pool-config";

export interface GpuNodePoolProps {
  readonly environment: Environment;
  readonly cluster: ContainerCluster;
  /** E-mail of the nodes' service account. */
  readonly account: string;
  /** Key of the pool; workloads select it by the label `pool`. */
  readonly pool: string;
  readonly settings: GpuPool;
}

/**
 * Nodes with GPUs. A taint keeps off workloads that request no GPU.
 *
 * The pool starts without a node and adds one for the first workload that waits;
 * from then on it keeps its minimum. An initial size of one would mean one node in
 * every zone, and a single zone without free GPUs would fail the whole pool.
 */
export class GpuNodePool extends Construct {
  constructor(scope: Construct, id: string, { environment, cluster, account, pool, settings }: GpuNodePoolProps) {
    super(scope, id);
    const { machineType, accelerator, zones, nodes, timeSharing } = settings;
    new ContainerNodePool(this, "Default", {
      // GPUs are scarce, so the autoscaler may use any zone that has one.
      ...nodePoolConfig(cluster, nodes, "ANY"),
      name: gpuPoolName(pool),
      nodeLocations: [...zones].sort(),
      initialNodeCount: 0,
      nodeConfig: {
        ...nodeConfig({ environment, account, machineType, diskSizeGb: bootDiskGb.gpu }),
        labels: { pool },
        // Google sets this taint too, but not on the first pool.
        taint: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
        guestAccelerator: [
          {
            type: accelerator.type,
            count: accelerator.count,
            gpuDriverInstallationConfig: { gpuDriverVersion: "DEFAULT" },
            ...(timeSharing === undefined
              ? {}
              : {
                  gpuSharingConfig: {
                    gpuSharingStrategy: "TIME_SHARING",
                    maxSharedClientsPerGpu: timeSharing.maxClientsPerGpu,
                  },
                }),
          },
        ],
      },
    });
  }
}
