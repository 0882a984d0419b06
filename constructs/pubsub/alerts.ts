import type { Environment } from "../../contract/environment";
import { queueOf, receiverOf } from "../../contract/queues";
import { pubsub } from "./metrics";
import { series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { serviceLogs } from "../cloud-run/logs";
import { deadLetterTopic, subscriptionName } from "./names";

/** Alerts on messages that wait too long and on dead letters. */
export function pubsubAlerts(environment: Environment): Alert[] {
  return Object.keys(environment.queues)
    .sort()
    .flatMap((key): Alert[] => {
      const subject = { kind: "queue", key } as const;
      const { backlogAlert, maxDeliveryAttempts } = queueOf(environment, key);
      const subscription = { subscription_id: subscriptionName(key) };
      const deadLetters = { subscription_id: subscriptionName(deadLetterTopic(key)) };
      const oldest = longestWaitSeconds(environment, key);
      const logs = serviceLogs(environment, receiverOf(environment, key));
      return [
        {
          kind: "queue-backlog",
          subject,
          title: "Long backlog",
          severity: "ticket",
          conditions: [
            {
              language: "promql",
              title: `more than ${backlogAlert} messages wait`,
              value: series(environment, pubsub.undeliveredMessages, subscription),
              comparison: ">",
              threshold: backlogAlert,
              forSeconds: 600,
            },
          ],
          meaning: `More than ${backlogAlert} messages have waited for 10 minutes: they come faster than they are processed.`,
          logs,
        },
        {
          kind: "queue-oldest-message",
          subject,
          title: "Old message",
          severity: "ticket",
          conditions: [
            {
              language: "promql",
              title: `a message is older than ${oldest} s`,
              value: series(environment, pubsub.oldestUnackedMessageAge, subscription),
              comparison: ">",
              threshold: oldest,
              forSeconds: 300,
            },
          ],
          meaning: `A message has waited for more than ${oldest} s: nobody processes it, or every attempt fails.`,
          logs,
        },
        {
          kind: "dead-letters",
          subject,
          title: "Dead letters",
          severity: "ticket",
          conditions: [
            {
              language: "promql",
              title: "a dead letter waits",
              value: series(environment, pubsub.undeliveredMessages, deadLetters),
              comparison: ">",
              threshold: 0,
              forSeconds: 60,
            },
          ],
          meaning: `A message was delivered ${maxDeliveryAttempts} times and never processed; it waits among the dead letters.`,
          logs: `${logs} AND severity>=WARNING`,
        },
      ];
    });
}

/**
 * A message is unacknowledged while it is processed, so one acknowledgement deadline
 * is normal; a second one means a failed attempt. A receiver that recovers within its
 * recovery time objective causes no alert either.
 */
function longestWaitSeconds(environment: Environment, queue: string): number {
  return Math.max(2 * queueOf(environment, queue).ackDeadlineSeconds, 60 * receiverOf(environment, queue).rtoMinutes);
}
