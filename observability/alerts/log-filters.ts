import type { Environment, Service } from "../../environments/environment";
import { clusterName, databaseInstanceName, serviceName } from "../../environments/names";
import type { LogLine } from "../../log-contract/log-line";

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

/** Everything that the database has logged. */
export const databaseLogs = (environment: Environment): string =>
  `resource.type="cloudsql_database" AND resource.labels.database_id="${environment.project.id}:${databaseInstanceName(environment, environment.database!)}"`;

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
