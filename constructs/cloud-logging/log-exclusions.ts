import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface LogExclusionsProps {
  readonly environment: Environment;
}

/** Where a request is logged: by the load balancer, and once more by the service. */
const requestLogs = {
  "front-door": 'resource.type="http_load_balancer" AND log_id("requests")',
  services: 'resource.type="cloud_run_revision" AND log_id("run.googleapis.com/requests")',
};

/**
 * Entries that are billed and say only that all is well: uptime checks that
 * passed, every few seconds, and probes that passed.
 *
 * Each filter names one log, so that no audit log can match, and nothing from
 * WARNING on. Of requests it takes those of Google's uptime checks alone, to one
 * of the health paths exactly, answered below 400: a request of anybody else stays,
 * also where a health path is a page.
 *
 * Excluded entries still count in user-defined log-based metrics (Google,
 * "Log-based metrics overview"), and other sinks still see them.
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
          'httpRequest.userAgent=~"^GoogleStackdriverMonitoring-UptimeChecks"',
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
        // As Cloud Run writes it: 'STARTUP HTTP probe succeeded after 1 attempt for container ...'
        'textPayload=~"^(Default )?(STARTUP|LIVENESS) (HTTP|TCP) probe succeeded"',
        "severity<WARNING",
      ].join(" AND "),
    });
  }
}

/**
 * Regular expression of the URLs of all health paths, on any host and without a
 * query. It holds no backslash, which filters would read as an escape of theirs.
 */
export function healthCheckUrls({ services }: Pick<Environment, "services">): string {
  const paths = [...new Set(services.map(({ health }) => health.path))].sort();
  // Of the characters that a health path may hold, the dot alone has a meaning.
  return `^https?://[^/?#]+(${paths.map((path) => path.replaceAll(".", "[.]")).join("|")})$`;
}
