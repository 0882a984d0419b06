import { serviceName } from "../../constructs/cloud-run/names";
import { databaseInstanceName, databaseReplicaName } from "../../constructs/cloud-sql/names";
import { clusterName } from "../../constructs/gke/names";
import type { Environment, Service } from "../../contract/environment";
import type { LogLine } from "../../log-contract/log-line";
import { turnCompleted } from "../../log-contract/turn-completed";
import { latencySignal } from "../latency-signal";
import { loadBalancing } from "../../constructs/load-balancing/metrics";
import { backendName } from "../../constructs/load-balancing/names";

/** Filter for all entries of a service, from its containers and from Cloud Run. */
export const serviceLogs = (environment: Environment, service: Service): string =>
  `resource.type="cloud_run_revision" AND resource.labels.service_name="${serviceName(environment, service)}"`;

/** Filter for Cloud Run's own entries about a service's instances. */
const systemLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND logName="projects/${environment.project.id}/logs/run.googleapis.com%2Fvarlog%2Fsystem"`;

/** Filter for entries such as `Memory limit of 1024 MiB exceeded with 1031 MiB used.` */
export const outOfMemoryLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND textPayload=~"^Memory limit of .* exceeded"`;

/**
 * Filter for crashed instances: `Container called exit(1).`, `Uncaught signal: 6`, and
 * failed probes after which `The instance has been shut down.` or `was not started.`
 * Exit code 143 is the regular end of a container that was asked to stop.
 */
export const crashLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND (textPayload=~"^Container called exit[(][1-9]" OR textPayload:"Uncaught signal" OR textPayload=~"probe failed .* instance (has been shut down|was not started)") AND NOT textPayload:"exit(143)"`;

/** Filter for revisions that did not become ready, in the system event audit log. */
export const failedRevisionLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND ${auditLog(environment, "system_event")} AND protoPayload.status.message:"Ready condition status changed to False for Revision"`;

/** Filter for all entries of the database's primary instance, or of all of the environment's instances if `which` is `all`. */
export function databaseLogs(environment: Environment, which: "primary" | "all" = "primary"): string {
  const database = environment.cloudSql!;
  const replicas = which === "all" ? Object.entries(database.replicas) : [];
  const names = [
    databaseInstanceName(environment, database),
    ...replicas.map(([key, replica]) => databaseReplicaName(environment, key, replica)),
  ];
  const ids = names.map((name) => `"${environment.project.id}:${name}"`);
  return `resource.type="cloudsql_database" AND resource.labels.database_id=${ids.length === 1 ? ids[0]! : `(${ids.join(" OR ")})`}`;
}

/** Filter for requests or turns of a service that took longer, in the log of the component that measures its latency. */
export function slowerLogs(environment: Environment, service: Service, milliseconds: number): string {
  const { event, metric } = latencySignal(environment, service);
  if (event === "turn")
    return `${serviceLogs(environment, service)} AND jsonPayload.message="${turnCompleted.message}" AND jsonPayload.${turnCompleted.metrics.turnLatency.field}>${milliseconds}`;
  const requests =
    metric === loadBalancing.backendLatencies ? balancedLogs(environment, service) : serviceLogs(environment, service);
  return `${requests} AND ${slower(milliseconds)}`;
}

/** Filter for requests to one of a service's paths that took longer, in the load balancer's log. */
export function slowerPathLogs(environment: Environment, service: Service, path: string, milliseconds: number): string {
  const exact = path.replaceAll(".", "[.]");
  const url = exact.endsWith("/*") ? exact.slice(0, -1) : `${exact}([?]|$)`;
  return `${balancedLogs(environment, service)} AND httpRequest.requestUrl=~"^https?://[^/]+${url}" AND ${slower(milliseconds)}`;
}

/** Filter for requests to a service in the load balancer's log, which contains the environment's sampled share. */
const balancedLogs = (environment: Environment, service: Service): string =>
  `resource.type="http_load_balancer" AND resource.labels.backend_service_name="${backendName(environment, service.slug)}"`;

const slower = (milliseconds: number): string => `httpRequest.latency>"${milliseconds / 1000}s"`;

/** Filter for one of the project's audit logs. Google, "Cloud Audit Logs overview". */
export const auditLog = (
  { project }: Pick<Environment, "project">,
  log: "activity" | "data_access" | "system_event",
): string => `logName="projects/${project.id}/logs/cloudaudit.googleapis.com%2F${log}"`;

/** Filter for all entries of the cluster's containers. */
export const clusterLogs = (environment: Environment): string =>
  `resource.type="k8s_container" AND resource.labels.cluster_name="${clusterName(environment)}"`;

/** Filter for a line of the log contract, by its message. */
export const contractLines = ({ message }: Pick<LogLine, "message">): string =>
  `resource.type="cloud_run_revision" AND jsonPayload.message="${message}"`;
