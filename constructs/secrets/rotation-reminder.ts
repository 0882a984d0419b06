import { PubsubSubscription } from "@cdktf/provider-google/lib/pubsub-subscription";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { Construct } from "constructs";
import type { Environment } from "../../environments/environment";
import { rotationTopic, subscriptionName } from "../../environments/names";
import { serviceAgentMember } from "../../environments/service-agents";
import { Topic } from "../messaging/topic";

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
      ackDeadlineSeconds: 60,
      messageRetentionDuration: `${31 * 24 * 3600}s`,
      // Would otherwise be deleted after 31 days without a reader.
      expirationPolicy: { ttl: "" },
      lifecycle: { preventDestroy: environment.protection === "protected" },
    });
    this.topicPath = `projects/${environment.project.id}/topics/${topic.nameReference}`;
    this.grant = new PubsubTopicIamMember(this, "Publisher", {
      topic: topic.nameReference,
      role: "roles/pubsub.publisher",
      member: serviceAgentMember(environment, "secretManager"),
    });
  }
}
