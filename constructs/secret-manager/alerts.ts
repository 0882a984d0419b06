import { rotationTopic, secretsOf } from "./names";
import type { Environment } from "../../contract/environment";
import { pubsub } from "../pubsub/metrics";
import { series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../../observability/alerts/log-filters";
import { serviceAccountEmail } from "../iam/names";
import { subscriptionName } from "../pubsub/names";

/** A reminder comes once a rotation period; a week of it is time enough to act. */
const longestReminderDays = 7;

/** Values that are read by somebody else, and reminders on which nobody acts. */
export function secretAlerts(environment: Environment): Alert[] {
  const secrets = Object.keys(secretsOf(environment)).sort();
  if (secrets.length === 0) return [];
  return [...secrets.map((secret) => unexpectedAccess(environment, secret)), rotationOverdue(environment)];
}

/**
 * Each read leaves an entry with the account that read. Nobody but the services
 * that name a secret has a reason to; a read that was refused gave nothing away.
 */
function unexpectedAccess(environment: Environment, secret: string): Alert {
  const readers = environment.services
    .filter(({ secrets }) => Object.values(secrets).includes(secret))
    .map((service) => serviceAccountEmail(environment, service))
    .sort();
  const reads = [
    auditLog(environment, "data_access"),
    'protoPayload.serviceName="secretmanager.googleapis.com"',
    // Also the method of the API's older versions.
    'protoPayload.methodName:"AccessSecretVersion"',
    // With the project's number or its id, whichever the caller wrote.
    `protoPayload.resourceName=~"^projects/[^/]+/secrets/${secret}/versions/"`,
  ].join(" AND ");
  const byServices = readers.map((reader) => `"${reader}"`).join(" OR ");
  return {
    kind: "unexpected-secret-access",
    subject: { kind: "secret", key: secret },
    title: "Unexpected access",
    severity: "page",
    conditions: [
      {
        language: "log",
        title: "its value was read by an account that is not a service's",
        filter: [
          reads,
          "NOT protoPayload.status.code>0",
          ...(readers.length > 0 ? [`NOT protoPayload.authenticationInfo.principalEmail=(${byServices})`] : []),
        ].join(" AND "),
        labels: {
          principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
          version: "EXTRACT(protoPayload.resourceName)",
        },
      },
    ],
    meaning:
      readers.length > 0
        ? `The value was read by somebody other than ${readers.join(" and ")}; if nobody announced it, the value is no secret any more.`
        : "The value was read, and no service has a reason to; if nobody announced it, the value is no secret any more.",
    logs: reads,
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
        value: series(pubsub.oldestUnackedMessageAge, { subscription_id: subscriptionName(rotationTopic) }),
        comparison: ">",
        threshold: longestReminderDays * 86_400,
        forSeconds: 600,
      },
    ],
    meaning: `Secret Manager said more than ${longestReminderDays} days ago that a secret is due for a new value, and nobody has acknowledged it.`,
    logs: `${auditLog(environment, "activity")} AND protoPayload.serviceName="secretmanager.googleapis.com"`,
  };
}
