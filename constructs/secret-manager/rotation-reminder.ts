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
 * The topic on which Secret Manager publishes that a secret's rotation is due, and
 * its service agent's grant to publish there.
 *
 * The agent must exist before the grant; docs/first-deploy.md creates it.
 */
export class RotationReminder extends Construct {
  /** Full path of the topic, known at plan time; a secret that uses it depends on the topic. */
  readonly topicPath: string;
  /** Grant that must exist before a secret is created. */
  readonly grant: PubsubTopicIamMember;

  constructor(scope: Construct, id: string, { environment }: RotationReminderProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { environment, name: rotationTopic, owner: "platform" });
    // Keeps a reminder until a person acts on it, at most 31 days, which is Pub/Sub's maximum.
    new PubsubSubscription(this, "Reminders", {
      name: subscriptionName(rotationTopic),
      topic: topic.nameReference,
      // The topic also receives an event for every new secret and version, which need no action. Permanent: a changed filter replaces the subscription.
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
