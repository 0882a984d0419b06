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

/** Parts of the control plane that answer for it when something goes wrong. */
const controlPlane = ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];

/**
 * The GPU cluster: a Kubernetes control plane, a pool for Kubernetes' own
 * workloads, a pool for each kind of GPU work, and the grants of its workloads.
 *
 * No machine has an external address, and only the networks that the
 * environment names reach the control plane. What runs in the cluster is
 * deployed with Kubernetes' own tools, not from here.
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
        // People come from networks outside, so the public endpoint stays, for those networks alone.
        enablePrivateEndpoint: false,
        masterIpv4CidrBlock: settings.controlPlaneRange,
      },
      masterAuthorizedNetworksConfig: {
        // Every virtual machine of every customer of Google's has such an address.
        gcpPublicCidrsAccessEnabled: false,
        cidrBlocks: Object.entries(settings.authorizedNetworks)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([displayName, cidrBlock]) => ({ cidrBlock, displayName })),
      },
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      workloadIdentityConfig: { workloadPool: workloadPool(environment) },
      enableShieldedNodes: true,
      // Written in both cases: left out, an encryption that is taken back would stay.
      databaseEncryption: key === undefined ? { state: "DECRYPTED" } : { state: "ENCRYPTED", keyName: key },
      // Google turns it on by itself in newer versions and nobody can turn it off, so a plan would replace the cluster
      // (hashicorp/terraform-provider-google#24718).
      enableL4IlbSubsetting: true,
      securityPostureConfig: { mode: "BASIC" },
      releaseChannel: { channel: settings.releaseChannel },
      maintenancePolicy: { recurringWindow: maintenanceWindow(environment.maintenanceWindow) },
      loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", ...controlPlane] },
      monitoringConfig: {
        // NVIDIA's exporter: how busy each GPU and its memory are.
        enableComponents: ["SYSTEM_COMPONENTS", ...controlPlane, "DCGM"],
        managedPrometheus: { enabled: true },
      },
      costManagementConfig: { enabled: true },
      // Google makes no cluster without a pool. The first lives for minutes, and like all the others.
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
          // Both describe the pool that is gone; Google then answers with another pool's, and a difference would replace the cluster.
          "initial_node_count",
          "node_config",
          // Newer versions answer ALL_OBJECTS_ENCRYPTION_ENABLED, which provider 6.50.0 does not know; the update that it
          // would send fails (fixed in 7.30.0). The key stays managed.
          "database_encryption[0].state",
          // Lists here, which Google answers in an order of its own (sets from provider 8.0 on).
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
