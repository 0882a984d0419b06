import { PubsubSubscription } from "@cdktf/provider-google/lib/pubsub-subscription";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import { serviceAgentMember } from "../../contract/service-agents";
import { topicPublisherRole } from "../iam/roles";
import { subscriptionName, topicPath } from "../pubsub/names";
import { neverExpires } from "../pubsub/subscription-settings";
import { Topic } from "../pubsub/topic";
import { rotationTopic } from "./names";

export interface RotationReminderProps {
  readonly environment: Environment;
}

/**
 * The topic on which Secret Manager says that a secret is due, and its agent's
 * right to say so.
 *
 * The agent must exist before the grant; docs/first-deploy.md creates it.
 */
export class RotationReminder extends Construct {
  /** Full path, as secrets name it; ordered after the topic and known at plan. */
  readonly topicPath: string;
  /** What a secret must wait for. */
  readonly grant: PubsubTopicIamMember;

  constructor(scope: Construct, id: string, { environment }: RotationReminderProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { environment, name: rotationTopic, owner: "platform" });
    // Keeps a reminder until somebody has acted on it: 31 days is the longest that Pub/Sub keeps one.
    new PubsubSubscription(this, "Reminders", {
      name: subscriptionName(rotationTopic),
      topic: topic.nameReference,
      // The topic also hears of every secret and version that is made, which asks nobody to act. Permanent: another filter is another subscription.
      filter: 'attributes.eventType = "SECRET_ROTATE"',
      ackDeadlineSeconds: 60,
      messageRetentionDuration: days(31),
      expirationPolicy: neverExpires,
      lifecycle: { preventDestroy: environment.protection === "protected" },
    });
    this.topicPath = topicPath(environment, topic.nameReference);
    this.grant = new PubsubTopicIamMember(this, "Publisher", {
      topic: topic.nameReference,
      role: topicPublisherRole,
      member: serviceAgentMember(environment, "secretManager"),
    });
  }
}
