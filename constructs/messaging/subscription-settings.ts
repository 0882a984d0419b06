import type { PubsubSubscriptionConfig } from "@cdktf/provider-google/lib/pubsub-subscription";
import type { Environment } from "../../environments/environment";
import { subscriptionName } from "../../environments/names";
import type { QueueEntry } from "../../environments/queue-entry";

/** @throws Error for a queue that is not declared, which the contract refuses earlier */
export function queueOf({ queues }: Pick<Environment, "queues">, name: string): QueueEntry {
  const entry = queues[name];
  if (entry === undefined) throw new Error(`no queue '${name}'`);
  return entry;
}

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
    messageRetentionDuration: retentionDuration(retentionDays),
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

export const retentionDuration = (days: number): string => `${days * 24 * 3600}s`;

/** On a queue's subscription, the role with which Pub/Sub takes a message off it once it has forwarded it as a dead letter. */
export const forwarderRole = "roles/pubsub.subscriber";
