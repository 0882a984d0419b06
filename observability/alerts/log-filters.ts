import { serviceName } from "../../constructs/cloud-run/names";
import { databaseInstanceName, databaseReplicaName } from "../../constructs/cloud-sql/names";
import { clusterName } from "../../constructs/gke/names";
import type { Environment, Service } from "../../contract/environment";
import type { LogLine } from "../../log-contract/log-line";
import { turnCompleted } from "../../log-contract/turn-completed";
import { latencySignal } from "../latency-signal";
import { loadBalancing } from "../../constructs/load-balancing/metrics";
import { backendName } from "../../constructs/load-balancing/names";

/** Everything that a service and Cloud Run about it have logged. */
export const serviceLogs = (environment: Environment, service: Service): string =>
  `resource.type="cloud_run_revision" AND resource.labels.service_name="${serviceName(environment, service)}"`;

/** What Cloud Run itself says of a service's instances. */
const systemLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND logName="projects/${environment.project.id}/logs/run.googleapis.com%2Fvarlog%2Fsystem"`;

/** `Memory limit of 1024 MiB exceeded with 1031 MiB used.` */
export const outOfMemoryLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND textPayload=~"^Memory limit of .* exceeded"`;

/**
 * Instances that ended by themselves: `Container called exit(1).`, `Uncaught
 * signal: 6`, and probes after which `The instance has been shut down.` or `was
 * not started.` Exit code 143 is how a container obeys when it is told to stop.
 */
export const crashLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND (textPayload=~"^Container called exit[(][1-9]" OR textPayload:"Uncaught signal" OR textPayload=~"probe failed .* instance (has been shut down|was not started)") AND NOT textPayload:"exit(143)"`;

/** Revisions that did not become ready, from the audit log of what Google's systems did. */
export const failedRevisionLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND ${auditLog(environment, "system_event")} AND protoPayload.status.message:"Ready condition status changed to False for Revision"`;

/** Everything that the primary instance of the database has logged; of the environment's own instances where `which` is `all`. */
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

/** Requests or turns of a service that took longer, in the log of what measures its latency. */
export function slowerLogs(environment: Environment, service: Service, milliseconds: number): string {
  const { event, metric } = latencySignal(environment, service);
  if (event === "turn")
    return `${serviceLogs(environment, service)} AND jsonPayload.message="${turnCompleted.message}" AND jsonPayload.${turnCompleted.metrics.turnLatency.field}>${milliseconds}`;
  const requests =
    metric === loadBalancing.backendLatencies ? balancedLogs(environment, service) : serviceLogs(environment, service);
  return `${requests} AND ${slower(milliseconds)}`;
}

/** Requests for one of a service's paths that took longer, as the load balancer logged them. */
export function slowerPathLogs(environment: Environment, service: Service, path: string, milliseconds: number): string {
  const exact = path.replaceAll(".", "[.]");
  const url = exact.endsWith("/*") ? exact.slice(0, -1) : `${exact}([?]|$)`;
  return `${balancedLogs(environment, service)} AND httpRequest.requestUrl=~"^https?://[^/]+${url}" AND ${slower(milliseconds)}`;
}

/** Requests to a service in the load balancer's log, which holds the environment's share of them. */
const balancedLogs = (environment: Environment, service: Service): string =>
  `resource.type="http_load_balancer" AND resource.labels.backend_service_name="${backendName(environment, service.key)}"`;

const slower = (milliseconds: number): string => `httpRequest.latency>"${milliseconds / 1000}s"`;

/** Entries of one of the project's audit logs. Google, "Cloud Audit Logs overview". */
export const auditLog = (
  { project }: Pick<Environment, "project">,
  log: "activity" | "data_access" | "system_event",
): string => `logName="projects/${project.id}/logs/cloudaudit.googleapis.com%2F${log}"`;

/** Everything that the cluster's containers have logged. */
export const clusterLogs = (environment: Environment): string =>
  `resource.type="k8s_container" AND resource.labels.cluster_name="${clusterName(environment)}"`;

/** Lines of the log contract, by their message. */
export const contractLines = ({ message }: Pick<LogLine, "message">): string =>
  `resource.type="cloud_run_revision" AND jsonPayload.message="${message}"`;
