import type { Environment } from "../../contract/environment";
import { serviceUsage } from "./metrics";
import { series, window } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";

/** APIs with which people look and Terraform applies: whoever exceeds their quotas sees it and waits a minute. */
const toolsOfPeople = ["cloudresourcemanager", "monitoring", "serviceusage"];
/** Reads of log entries are such a tool too; writes of services are not. */
const readsOfLogs = "logging.googleapis.com/read_requests";

/** Quotas that requests of the project went over; the incident's labels say which. */
export function quotaAlerts(environment: Environment): Alert[] {
  const exceeded = series(serviceUsage.quotaExceeded, {
    service: `!~(${toolsOfPeople.join("|")})[.]googleapis[.]com`,
    quota_metric: `!=${readsOfLogs}`,
  });
  return [
    {
      kind: "quota-exceeded",
      subject: { kind: "environment" },
      title: "Quota exceeded",
      severity: "page",
      conditions: [
        {
          language: "promql",
          title: "a request went over a quota",
          value: `max by (service, quota_metric, limit_name) (max_over_time(${exceeded}[${window(300)}]))`,
          comparison: ">",
          threshold: 0,
          forSeconds: 60,
        },
      ],
      meaning:
        "Google has refused requests within the last 5 minutes because they went over a quota; the incident's labels name the service and the quota.",
      // RESOURCE_EXHAUSTED
      logs: `logName:"cloudaudit.googleapis.com" AND protoPayload.status.code=8 AND resource.labels.project_id="${environment.project.id}"`,
    },
  ];
}
