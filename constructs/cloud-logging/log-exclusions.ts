import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { requestLog } from "../cloud-run/logs";
import { ofUptimeChecks } from "./logs";

export interface LogExclusionsProps {
  readonly environment: Environment;
}

/** The two logs of a request: the load balancer's and the service's. */
const requestLogs = {
  "front-door": 'resource.type="http_load_balancer" AND log_id("requests")',
  services: requestLog,
};

/**
 * Excludes log entries that are billed but report only success: passed uptime
 * checks, every few seconds, and passed probes.
 *
 * Each filter names one log, so that it matches no audit log, and only severities
 * below WARNING. Of requests it matches only those of Google's uptime checks to
 * exactly one of the health paths, answered with a status below 400. Other clients'
 * requests are kept, even where a health path is also a page.
 *
 * Excluded entries still count in user-defined log-based metrics (Google,
 * "Log-based metrics overview"), and other sinks still receive them.
 */
export class LogExclusions extends Construct {
  constructor(scope: Construct, id: string, { environment }: LogExclusionsProps) {
    super(scope, id);
    for (const [place, log] of Object.entries(requestLogs)) {
      new LoggingProjectExclusion(this, `UptimeChecks-${place}`, {
        name: `passed-uptime-checks-${place}`,
        description: "Uptime checks that passed",
        filter: [
          log,
          ofUptimeChecks,
          `httpRequest.requestUrl=~"${healthCheckUrls(environment)}"`,
          "httpRequest.status<400",
          "severity<WARNING",
        ].join(" AND "),
      });
    }
    new LoggingProjectExclusion(this, "Probes", {
      name: "passed-probes",
      description: "Startup and liveness probes that passed",
      filter: [
        'resource.type="cloud_run_revision" AND log_id("run.googleapis.com/varlog/system")',
        // Cloud Run's text: 'STARTUP HTTP probe succeeded after 1 attempt for container ...'
        'textPayload=~"^(Default )?(STARTUP|LIVENESS) (HTTP|TCP) probe succeeded"',
        "severity<WARNING",
      ].join(" AND "),
    });
  }
}

/**
 * Regular expression for the URLs of all health paths, on any host and without a
 * query. It contains no backslash, which a log filter would read as its own escape.
 */
export function healthCheckUrls({ services }: Pick<Environment, "services">): string {
  const paths = [...new Set(services.map(({ health }) => health.path))].sort();
  // The dot is the only character of a health path with a special meaning.
  return `^https?://[^/?#]+(${paths.map((path) => path.replaceAll(".", "[.]")).join("|")})$`;
}
