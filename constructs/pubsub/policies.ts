import { unmet } from "../../contract/unmet";
import { serviceAgentMember } from "../../contract/service-agents";
import { blocksAt, ofType, onEach, resolved, resources, type Policy } from "../../policies/policy";

const subscription = ofType("google_pubsub_subscription");

/** Pub/Sub's service agent needs the subscriber role on the subscription and the publisher role on the dead-letter topic; otherwise a message is retried without end. */
const deadLettersArrive: Policy = {
  id: "dead-letters-arrive",
  check: (built) => {
    const agent = serviceAgentMember(built.environment, "pubsub");
    const granted = (type: string, argument: string, role: string): string[] =>
      resources(built, ofType(type))
        .filter(({ attributes }) => attributes.member === agent && attributes.role === role)
        .map(({ stack, attributes }) => resolved(built, stack, String(attributes[argument])));
    const publishes = granted("google_pubsub_topic_iam_member", "topic", "roles/pubsub.publisher");
    const subscribes = granted("google_pubsub_subscription_iam_member", "subscription", "roles/pubsub.subscriber");
    return resources(built, subscription).flatMap((resource) =>
      blocksAt(resource.attributes, "dead_letter_policy").flatMap(({ dead_letter_topic: topic }) => {
        const name = resolved(built, resource.stack, String(topic)).split("/").at(-1) ?? "";
        return unmet([
          [publishes.includes(name), `'${name}' takes no dead letter from ${agent}; grant it pubsub.publisher`],
          [
            subscribes.includes(String(resource.attributes.name)),
            `${agent} may not take messages off it; grant it pubsub.subscriber`,
          ],
        ]).map((message) => ({ resource, message }));
      }),
    );
  },
};

export const pubsubPolicies: readonly Policy[] = [
  deadLettersArrive,
  onEach("topic-regions", ofType("google_pubsub_topic"), ({ attributes }, { regions }) => {
    const allowed = blocksAt(attributes, "message_storage_policy").flatMap(
      ({ allowed_persistence_regions: list }) => list as string[],
    );
    return allowed.length > 0 && allowed.every((region) => Object.hasOwn(regions, region))
      ? undefined
      : "may store messages outside of the environment's regions; name those in message_storage_policy";
  }),
  // Subscriptions of queues only: the others only carry reminders.
  onEach("protected-messages", subscription, ({ attributes }, { protection }) =>
    protection === "protected" &&
    blocksAt(attributes, "dead_letter_policy").length > 0 &&
    attributes.retain_acked_messages !== true
      ? "keeps no acknowledged message, so none can be brought back; set retain_acked_messages"
      : undefined,
  ),
  onEach("subscription-never-expires", subscription, ({ attributes }) =>
    blocksAt(attributes, "expiration_policy")[0]?.ttl === ""
      ? undefined
      : "is deleted after 31 days without a reader, and its messages with it; set expiration_policy.ttl to ''",
  ),
  onEach("push-authenticated", subscription, ({ attributes }) =>
    blocksAt(attributes, "push_config").some((push) => blocksAt(push, "oidc_token").length === 0)
      ? "pushes without a token, so its endpoint could not tell Pub/Sub from anybody; set push_config.oidc_token"
      : undefined,
  ),
];
