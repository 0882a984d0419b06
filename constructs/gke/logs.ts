import type { Environment } from "../../contract/environment";
import { clusterName } from "./names";

/** Filter for all entries of the cluster's containers. */
export const clusterLogs = (environment: Environment): string =>
  `resource.type="k8s_container" AND resource.labels.cluster_name="${clusterName(environment)}"`;
