import type { ContainerNodePoolNodeConfig } from "@cdktf/provider-google/lib/container-node-pool";
import type { Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { clusterNodeTag } from "../vpc/names";

export interface NodeConfigProps {
  readonly environment: Environment;
  /** E-mail of the account as which the machines run. */
  readonly account: string;
  readonly machineType: string;
  readonly diskSizeGb: number;
}

/**
 * What every machine of the cluster has, whichever pool it belongs to: an
 * account of its own, a verified boot, and no way for a workload to borrow the
 * machine's identity.
 */
export function nodeConfig({ environment, account, machineType, diskSizeGb }: NodeConfigProps) {
  const key = encryptionKey(environment, "cluster");
  return {
    machineType,
    imageType: "COS_CONTAINERD",
    diskType: "pd-balanced",
    diskSizeGb,
    ...(key === undefined ? {} : { bootDiskKmsKey: key }),
    // Google takes a spot machine back when it likes, which a disposable environment can bear at a third of the price.
    spot: environment.protection === "disposable",
    serviceAccount: account,
    // The account's roles are what narrows it; scopes are the older way.
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    // The firewall opens the cluster's ways to what has this tag.
    tags: [clusterNodeTag],
    metadata: { "disable-legacy-endpoints": "true" },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    // Hides the machine's own credentials from workloads and gives each workload its identity.
    workloadMetadataConfig: { mode: "GKE_METADATA" },
  } satisfies ContainerNodePoolNodeConfig;
}
