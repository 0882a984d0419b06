import type { Environment } from "../../contract/environment";
import { serviceUsage } from "./metrics";
import { series, window } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";

/** APIs that people and Terraform call: a caller who exceeds a quota sees the error and retries after a minute. */
const toolsOfPeople = ["cloudresourcemanager", "monitoring", "serviceusage"];
/** People also call reads of log entries; writes come from services. */
const readsOfLogs = "logging.googleapis.com/read_requests";

/** Alert on exceeded quotas of the project; the incident's labels name the quota. */
export function cloudQuotasAlerts(environment: Environment): Alert[] {
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
