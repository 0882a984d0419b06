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
  /** E-mail of the account as which the machines run. */
  readonly account: string;
  /** Key of the pool; workloads select it by the label `pool`. */
  readonly pool: string;
  readonly settings: GpuPool;
}

/**
 * Machines with accelerators, which only workloads that ask for one may use.
 *
 * The pool starts without a machine and gets its first with the first workload
 * that waits for one; from then on it keeps its minimum. A start with one would
 * take one in every zone, and a single zone that is out of them would fail the
 * whole pool.
 */
export class GpuNodePool extends Construct {
  constructor(scope: Construct, id: string, { environment, cluster, account, pool, settings }: GpuNodePoolProps) {
    super(scope, id);
    const { machineType, accelerator, zones, nodes, timeSharing } = settings;
    new ContainerNodePool(this, "Default", {
      // Accelerators are scarce: any zone that has one will do.
      ...nodePoolConfig(cluster, nodes, "ANY"),
      name: gpuPoolName(pool),
      nodeLocations: [...zones].sort(),
      initialNodeCount: 0,
      nodeConfig: {
        ...nodeConfig({ environment, account, machineType, diskSizeGb: bootDiskGb.gpu }),
        labels: { pool },
        // Google would set it too, but only where the pool was not the first.
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
