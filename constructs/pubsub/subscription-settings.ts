import type { PubsubSubscriptionConfig } from "@cdktf/provider-google/lib/pubsub-subscription";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { queueOf } from "../../contract/queues";
import { subscriptionName } from "./names";

/**
 * What a queue's subscription is, pushed or pulled: retries with a growing pause,
 * forwards what fails too often, never expires, and loses nothing.
 */
export function subscriptionSettings(
  environment: Environment,
  queue: string,
  deadLetterTopicPath: string,
): Omit<PubsubSubscriptionConfig, "topic"> {
  const { ackDeadlineSeconds, retentionDays, maxDeliveryAttempts, retry, ordered } = queueOf(environment, queue);
  const protect = environment.protection === "protected";
  return {
    name: subscriptionName(queue),
    ackDeadlineSeconds,
    messageRetentionDuration: days(retentionDays),
    // A seek brings back what was acknowledged by mistake, which is how nothing of a queue is lost (Google, "Replay and purge messages with seek").
    retainAckedMessages: protect,
    expirationPolicy: neverExpires,
    retryPolicy: {
      minimumBackoff: `${retry.minimumBackoffSeconds}s`,
      maximumBackoff: `${retry.maximumBackoffSeconds}s`,
    },
    deadLetterPolicy: { deadLetterTopic: deadLetterTopicPath, maxDeliveryAttempts },
    enableMessageOrdering: ordered,
    lifecycle: { preventDestroy: protect },
  };
}

/** Without it a subscription is deleted after 31 days without a reader, and its messages with it. */
export const neverExpires = { ttl: "" };
