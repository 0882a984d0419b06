import type { Environment } from "../../contract/environment";
import { clusterName } from "./names";

/** Filter for all entries of the cluster's containers. */
export const clusterLogs = (environment: Environment): string =>
  `resource.type="k8s_container" AND resource.labels.cluster_name="${clusterName(environment)}"`;

/** Filter for the decisions of the cluster's autoscaler. Google, "View cluster autoscaler events". */
export const autoscalerLogs = (environment: Environment): string =>
  `logName="projects/${environment.project.id}/logs/container.googleapis.com%2Fcluster-autoscaler-visibility" AND resource.labels.cluster_name="${clusterName(environment)}"`;
