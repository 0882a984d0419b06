import type { ContainerNodePoolNodeConfig } from "@cdktf/provider-google/lib/container-node-pool";
import type { Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { clusterNodeTag } from "../vpc/names";

export interface NodeConfigProps {
  readonly environment: Environment;
  /** E-mail of the nodes' service account. */
  readonly account: string;
  readonly machineType: string;
  readonly diskSizeGb: number;
}

/**
 * Settings of every node, whatever its pool: a dedicated service account, a verified
 * boot, and no way for a workload to use the node's identity.
 */
export function nodeConfig({ environment, account, machineType, diskSizeGb }: NodeConfigProps) {
  const key = encryptionKey(environment, "cluster");
  return {
    machineType,
    imageType: "COS_CONTAINERD",
    diskType: "pd-balanced",
    diskSizeGb,
    ...(key === undefined ? {} : { bootDiskKmsKey: key }),
    // Google may preempt a Spot VM at any time, which a disposable environment accepts for a third of the price.
    spot: environment.protection === "disposable",
    serviceAccount: account,
    // The service account's roles limit access; scopes are the legacy mechanism.
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    // The firewall rules for cluster nodes select this tag.
    tags: [clusterNodeTag],
    metadata: { "disable-legacy-endpoints": "true" },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    // Workload Identity: hides the node's credentials from workloads and gives each workload its own identity.
    workloadMetadataConfig: { mode: "GKE_METADATA" },
  } satisfies ContainerNodePoolNodeConfig;
}
