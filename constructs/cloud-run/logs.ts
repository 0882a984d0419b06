import type { Environment, Service } from "../../contract/environment";
import { auditLog } from "../cloud-logging/logs";
import { serviceName } from "./names";

/** Filter for Cloud Run's entry of each request, written when the request ends. */
export const requestLog = 'resource.type="cloud_run_revision" AND log_id("run.googleapis.com/requests")';

/** Filter for all entries of a service, from its containers and from Cloud Run. */
export const serviceLogs = (environment: Environment, service: Service): string =>
  `resource.type="cloud_run_revision" AND resource.labels.service_name="${serviceName(environment, service)}"`;

/** Filter for Cloud Run's own entries about a service's instances. */
const systemLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND logName="projects/${environment.project.id}/logs/run.googleapis.com%2Fvarlog%2Fsystem"`;

/** Filter for entries such as `Memory limit of 1024 MiB exceeded with 1031 MiB used.` and `Out-of-memory event detected in container`. */
export const outOfMemoryLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND (textPayload=~"^Memory limit of .* exceeded" OR textPayload:"Out-of-memory event detected")`;

/**
 * Filter for crashed instances: `Container called exit(1).`, `Uncaught signal: 6`,
 * `Container terminated on signal 11.`, and failed probes after which `The instance has been shut down.` or `was not started.`
 * Exit code 143 is the regular end of a container that was asked to stop.
 */
export const crashLogs = (environment: Environment, service: Service): string =>
  `${systemLogs(environment, service)} AND (textPayload=~"^Container called exit[(][1-9]" OR textPayload:"Uncaught signal" OR textPayload=~"^Container terminated on signal" OR textPayload=~"probe failed .* instance (has been shut down|was not started)") AND NOT textPayload:"exit(143)"`;

/** Filter for revisions that did not become ready, in the system event audit log. */
export const failedRevisionLogs = (environment: Environment, service: Service): string =>
  `${serviceLogs(environment, service)} AND ${auditLog(environment, "system_event")} AND protoPayload.status.message:"Ready condition status changed to False for Revision"`;
