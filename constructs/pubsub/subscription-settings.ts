import type { PubsubSubscriptionConfig } from "@cdktf/provider-google/lib/pubsub-subscription";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { queueOf } from "../../contract/queues";
import { subscriptionName } from "./names";

/**
 * Settings of a queue's subscription, push or pull: exponential backoff, forwarding to
 * the dead-letter topic, no expiry, and retention of messages.
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
    // A seek replays messages that were acknowledged by mistake, so none is lost (Google, "Replay and purge messages with seek").
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

/** By default Pub/Sub deletes a subscription, with its messages, after 31 days without a subscriber. */
export const neverExpires = { ttl: "" };
