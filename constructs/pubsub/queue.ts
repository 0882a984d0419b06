import { PubsubSchema } from "@cdktf/provider-google/lib/pubsub-schema";
import { PubsubSubscription } from "@cdktf/provider-google/lib/pubsub-subscription";
import { PubsubSubscriptionIamMember } from "@cdktf/provider-google/lib/pubsub-subscription-iam-member";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment, Service } from "../../contract/environment";
import type { QueueEntry } from "./schema";
import { queueOf } from "../../contract/queues";
import { serviceAgentMember } from "../../contract/service-agents";
import { check } from "../check";
import { subscriberRole, topicPublisherRole } from "../iam/roles";
import { deadLetterTopic, subscriptionName, topicPath } from "./names";
import { neverExpires, subscriptionSettings } from "./subscription-settings";
import { Topic } from "./topic";

export interface QueueProps {
  readonly environment: Environment;
  /** Key of the queue. */
  readonly name: string;
  /** The service that receives the queue's messages. */
  readonly receiver: Service;
}

/**
 * A queue's topic, its subscription and its dead-letter topic:
 *
 *     topic -> subscription -> receiver
 *                  | too many deliveries
 *                  v
 *              dead-letter topic -> dead-letter subscription -> people
 *
 * The subscription of a pushed queue is created with its receiver, by
 * `PushSubscription`; until then Pub/Sub keeps no published message.
 */
export class Queue extends Construct {
  constructor(scope: Construct, id: string, { environment, name, receiver }: QueueProps) {
    super(scope, id);
    const entry = queueOf(environment, name);
    const owner = receiver.slug;
    const pathOrPull = receiver.queues[name];
    check(this, [[pathOrPull !== undefined, `'${owner}' does not receive '${name}'`]]);

    const topic = new Topic(this, "Topic", { environment, name, owner, ...this.schema(name, entry) });
    const deadLetters = new Topic(this, "DeadLetters", { environment, name: deadLetterTopic(name), owner });
    // Created before any message can be forwarded: a topic without a subscription keeps no message.
    const kept = new PubsubSubscription(this, "DeadLetterSubscription", {
      name: subscriptionName(deadLetterTopic(name)),
      topic: topicPath(environment, deadLetters.nameReference),
      ackDeadlineSeconds: entry.ackDeadlineSeconds,
      messageRetentionDuration: days(entry.deadLetterRetentionDays),
      expirationPolicy: neverExpires,
      lifecycle: { preventDestroy: environment.protection === "protected" },
    });
    const forwarder = new PubsubTopicIamMember(this, "DeadLetterPublisher", {
      topic: deadLetters.nameReference,
      role: topicPublisherRole,
      member: serviceAgentMember(environment, "pubsub"),
    });
    if (pathOrPull !== "pull") return;

    const subscription = new PubsubSubscription(this, "Subscription", {
      ...subscriptionSettings(environment, name, topicPath(environment, deadLetters.nameReference)),
      topic: topicPath(environment, topic.nameReference),
      // An acknowledged message is not redelivered; Pub/Sub supports this for pull subscriptions only.
      enableExactlyOnceDelivery: true,
      dependsOn: [kept, forwarder],
    });
    new PubsubSubscriptionIamMember(this, "DeadLetterForwarder", {
      subscription: subscription.name,
      role: subscriberRole,
      member: serviceAgentMember(environment, "pubsub"),
      // A subscription that is replaced keeps its name and loses its policy.
      lifecycle: { replaceTriggeredBy: [`${subscription.terraformResourceType}.${subscription.friendlyUniqueId}.id`] },
    });
  }

  /** Creates the schema that the topic enforces, if any; its name is the queue's. */
  private schema(name: string, { schema }: QueueEntry): { schema?: { name: string; encoding: "JSON" | "BINARY" } } {
    if (schema === undefined) return {};
    const { type, definition, encoding } = schema;
    return { schema: { name: new PubsubSchema(this, "Schema", { name, type, definition }).name, encoding } };
  }
}
