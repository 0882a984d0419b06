import type { Environment } from "../../contract/environment";
import type { Alert, PromqlCondition } from "../../observability/alerts/alert";
import { series, window } from "../../observability/promql";
import { serviceUsage } from "./metrics";

/** Quotas that services use up while they serve users, as regular expressions. */
const servesUsers = [
  "aiplatform[.]googleapis[.]com/.*",
  "compute[.]googleapis[.]com/.*gpus.*",
  "firestore[.]googleapis[.]com/.*",
  "pubsub[.]googleapis[.]com/regional(publisher|subscriber|pushsubscriber).*",
  "run[.]googleapis[.]com/(cpu|memory|instance).*",
  "speech[.]googleapis[.]com/.*",
  "storage[.]googleapis[.]com/.*",
  "texttospeech[.]googleapis[.]com/.*",
];

/** Quotas of APIs that only people and Terraform call, who see the error and retry; of Cloud Logging the reads, since services write. */
const ofPeople = [
  "cloudresourcemanager[.]googleapis[.]com/.*",
  "logging[.]googleapis[.]com/read_requests",
  "monitoring[.]googleapis[.]com/.*",
  "serviceusage[.]googleapis[.]com/.*",
];

/** Alerts on exceeded quotas of the project; the incident's labels name the quota. Only what serves users pages. */
export function cloudQuotasAlerts(environment: Environment): Alert[] {
  const shared = {
    kind: "quota-exceeded",
    subject: { kind: "environment" },
    // RESOURCE_EXHAUSTED
    logs: `logName:"cloudaudit.googleapis.com" AND protoPayload.status.code=8 AND resource.labels.project_id="${environment.project.id}"`,
  } as const;
  const refused = "Google has refused requests within the last 5 minutes because they went over a quota";
  return [
    {
      ...shared,
      title: "Quota exceeded",
      severity: "page",
      conditions: [exceeded(environment, `=~${servesUsers.join("|")}`)],
      meaning: `${refused} that serves users; the incident's labels name the service and the quota.`,
    },
    {
      ...shared,
      aspect: "other",
      title: "Quota of an administrative API exceeded",
      severity: "ticket",
      conditions: [exceeded(environment, `!~${[...servesUsers, ...ofPeople].join("|")}`)],
      meaning: `${refused} that no user waits for; the incident's labels name the service and the quota.`,
    },
  ];
}

const exceeded = (environment: Environment, quota: string): PromqlCondition => ({
  language: "promql",
  title: "a request went over a quota",
  value: `max by (service, quota_metric, limit_name) (max_over_time(${series(environment, serviceUsage.quotaExceeded, { quota_metric: quota })}[${window(300)}]))`,
  comparison: ">",
  threshold: 0,
  forSeconds: 60,
});
