import { rotationTopic, secretsOf } from "./names";
import type { Environment } from "../../contract/environment";
import { pubsub } from "../pubsub/metrics";
import { series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";
import { serviceAccountEmail } from "../iam/names";
import { subscriptionName } from "../pubsub/names";

/** Age of an unanswered rotation reminder at which an alert opens; days. */
const longestReminderDays = 7;

/** Alerts on unexpected reads of a secret and on ignored rotation reminders. */
export function secretManagerAlerts(environment: Environment): Alert[] {
  const secrets = Object.keys(secretsOf(environment)).sort();
  if (secrets.length === 0) return [];
  return [...secrets.map((secret) => unexpectedAccess(environment, secret)), rotationOverdue(environment)];
}

/**
 * Every read is logged with its principal. Only the services that name a secret have
 * a reason to read it. A refused read disclosed nothing and does not count.
 */
function unexpectedAccess(environment: Environment, secret: string): Alert {
  const readers = environment.services
    .filter(({ secrets }) => Object.values(secrets).includes(secret))
    .map((service) => serviceAccountEmail(environment, service))
    .sort();
  const byServices = readers.map((reader) => `"${reader}"`).join(" OR ");
  const reads = [
    auditLog(environment, "data_access"),
    'protoPayload.serviceName="secretmanager.googleapis.com"',
    // Also matches the method of older API versions.
    'protoPayload.methodName:"AccessSecretVersion"',
  ];
  const filter = [
    ...reads,
    // The caller may name the project by number or by id.
    `protoPayload.resourceName=~"^projects/[^/]+/secrets/${secret}/versions/"`,
    "NOT protoPayload.status.code>0",
    ...(readers.length > 0 ? [`NOT protoPayload.authenticationInfo.principalEmail=(${byServices})`] : []),
  ].join(" AND ");
  return {
    kind: "unexpected-secret-access",
    subject: { kind: "secret", key: secret },
    title: "Unexpected access",
    severity: "page",
    conditions: [
      {
        language: "log",
        title: "its value was read by an account that is not a service's",
        filter,
        labels: {
          secret: 'REGEXP_EXTRACT(protoPayload.resourceName, "/secrets/([^/]+)/")',
          principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
          version: "EXTRACT(protoPayload.resourceName)",
        },
      },
    ],
    meaning:
      readers.length > 0
        ? `The value was read by somebody other than ${readers.join(" and ")}; if nobody announced it, the value is no secret any more.`
        : "The value was read, and no service has a reason to; if nobody announced it, the value is no secret any more.",
    // What the services read would hide the one entry that matters: they read at each start.
    logs: filter,
    incidentLogs: [
      ...reads,
      'protoPayload.resourceName:"/secrets/${log.extracted_label.secret}/"',
      'protoPayload.authenticationInfo.principalEmail="${log.extracted_label.principal}"',
    ].join(" AND "),
  };
}

function rotationOverdue(environment: Environment): Alert {
  return {
    kind: "rotation-overdue",
    subject: { kind: "environment" },
    title: "Secret rotation is overdue",
    severity: "ticket",
    conditions: [
      {
        language: "promql",
        title: `a reminder is older than ${longestReminderDays} days`,
        value: series(environment, pubsub.oldestUnackedMessageAge, {
          subscription_id: subscriptionName(rotationTopic),
        }),
        comparison: ">",
        threshold: longestReminderDays * 86_400,
        forSeconds: 600,
      },
    ],
    meaning: `Secret Manager said more than ${longestReminderDays} days ago that a secret is due for a new value, and nobody has acknowledged it.`,
    logs: `${auditLog(environment, "activity")} AND protoPayload.serviceName="secretmanager.googleapis.com"`,
  };
}
