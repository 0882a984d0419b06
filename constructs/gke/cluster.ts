import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { Construct } from "constructs";
import { bootDiskGb, maxPodsPerNode, type ClusterSettings } from "./schema";
import type { Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { networkPath, podsRangeName, servicesRangeName, subnetworkPath } from "../vpc/names";
import { GpuNodePool } from "./gpu-node-pool";
import { maintenanceWindow } from "./maintenance-window";
import { clusterName } from "./names";
import { nodeConfig } from "./node-config";
import { NodeIdentity } from "./node-identity";
import { SystemNodePool } from "./system-node-pool";
import { Workload, workloadPool } from "./workload";

export interface ClusterProps {
  readonly environment: Environment;
  readonly settings: ClusterSettings;
}

/** Components of the control plane whose logs and metrics are collected. */
const controlPlane = ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];

/**
 * The GPU cluster: a Kubernetes control plane, a pool for Kubernetes' own
 * workloads, a pool for each type of GPU work, and the grants of its workloads.
 *
 * No node has an external address, and only the environment's authorized networks
 * reach the control plane. Workloads are deployed with Kubernetes' own tools, not
 * from here.
 */
export class Cluster extends Construct {
  constructor(scope: Construct, id: string, { environment, settings }: ClusterProps) {
    super(scope, id);
    const { primaryRegion, protection } = environment;
    const protect = protection === "protected";
    const key = encryptionKey(environment, "cluster");
    const nodes = new NodeIdentity(this, "Nodes", { environment });
    const account = nodes.email;
    const cluster = new ContainerCluster(this, "Default", {
      name: clusterName(environment),
      location: settings.location,
      network: networkPath(environment),
      subnetwork: subnetworkPath(environment, primaryRegion),
      networkingMode: "VPC_NATIVE",
      ipAllocationPolicy: { clusterSecondaryRangeName: podsRangeName, servicesSecondaryRangeName: servicesRangeName },
      defaultMaxPodsPerNode: maxPodsPerNode,
      datapathProvider: "ADVANCED_DATAPATH",
      privateClusterConfig: {
        enablePrivateNodes: true,
        // The authorized networks are outside the VPC, so the public endpoint is kept, for those networks only.
        enablePrivateEndpoint: false,
        masterIpv4CidrBlock: settings.controlPlaneRange,
      },
      masterAuthorizedNetworksConfig: {
        // Every virtual machine of every Google Cloud customer may have such an address.
        gcpPublicCidrsAccessEnabled: false,
        cidrBlocks: Object.entries(settings.authorizedNetworks)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([displayName, cidrBlock]) => ({ cidrBlock, displayName })),
      },
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      workloadIdentityConfig: { workloadPool: workloadPool(environment) },
      enableShieldedNodes: true,
      // Set in both cases: without the block, removing the encryption would have no effect.
      databaseEncryption: key === undefined ? { state: "DECRYPTED" } : { state: "ENCRYPTED", keyName: key },
      // Newer versions enable it by themselves and it cannot be disabled, so with false a plan would replace the cluster
      // (hashicorp/terraform-provider-google#24718).
      enableL4IlbSubsetting: true,
      securityPostureConfig: { mode: "BASIC" },
      releaseChannel: { channel: settings.releaseChannel },
      maintenancePolicy: { recurringWindow: maintenanceWindow(environment.maintenanceWindow) },
      loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", ...controlPlane] },
      monitoringConfig: {
        // DCGM is NVIDIA's exporter for the utilization of each GPU and its memory.
        enableComponents: ["SYSTEM_COMPONENTS", ...controlPlane, "DCGM"],
        managedPrometheus: { enabled: true },
      },
      costManagementConfig: { enabled: true },
      // Google creates no cluster without a pool. This first one exists for minutes, with the same node settings as the others.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: nodeConfig({
        environment,
        account,
        machineType: settings.systemPool.machineType,
        diskSizeGb: bootDiskGb.system,
      }),
      deletionProtection: protect,
      dependsOn: [...nodes.grants],
      lifecycle: {
        preventDestroy: protect,
        ignoreChanges: [
          // Both describe the removed default pool. Google then returns another pool's values, and a difference would replace the cluster.
          "initial_node_count",
          "node_config",
          // Newer versions return ALL_OBJECTS_ENCRYPTION_ENABLED, which provider 6.50.0 does not know; the resulting update
          // would fail (fixed in 7.30.0). Changes of the key are still applied.
          "database_encryption[0].state",
          // Lists in this provider, which Google returns in its own order (sets from provider 8.0 on).
          "logging_config[0].enable_components",
          "monitoring_config[0].enable_components",
        ],
      },
    });
    new SystemNodePool(this, "SystemPool", { environment, cluster, account, pool: settings.systemPool });
    for (const [pool, gpuPool] of Object.entries(settings.gpuPools)) {
      new GpuNodePool(this, `GpuPool-${pool}`, { environment, cluster, account, pool, settings: gpuPool });
    }
    for (const [workload, entry] of Object.entries(environment.workloads)) {
      new Workload(this, `Workload-${workload}`, { environment, workload, entry, cluster });
    }
  }
}
