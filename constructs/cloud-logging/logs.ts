import type { Environment } from "../../contract/environment";

/** Condition for HTTP requests that took longer. */
export const slowerThan = (milliseconds: number): string => `httpRequest.latency>"${milliseconds / 1000}s"`;

/** Condition for requests of Google's uptime checks. */
export const ofUptimeChecks = 'httpRequest.userAgent=~"^GoogleStackdriverMonitoring-UptimeChecks"';

/** Filter for one of the project's audit logs. Google, "Cloud Audit Logs overview". */
export const auditLog = (
  { project }: Pick<Environment, "project">,
  log: "activity" | "data_access" | "system_event",
): string => `logName="projects/${project.id}/logs/cloudaudit.googleapis.com%2F${log}"`;
