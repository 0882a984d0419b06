import { actAs } from "../../policies/act-as";
import { blocksAt, lastSegment } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/pubsub.viewer", "pubsub.subscriptions.getIamPolicy", "pubsub.topics.getIamPolicy"],
  apply: ["roles/pubsub.admin"],
};
/** A push subscription authenticates as a service account, so the apply account needs the right to act as it. */
const subscription: Rights = { plan: ["roles/pubsub.viewer"], apply: ["roles/pubsub.admin", actAs] };
const subscriptionPolicy: Rights = {
  plan: ["pubsub.subscriptions.getIamPolicy"],
  apply: ["roles/pubsub.admin"],
};

export const pubsubTypes: ResourceTypes = {
  google_pubsub_schema: {
    api: "pubsub",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_pubsub_subscription: {
    api: "pubsub",
    rights: subscription,
    holds: "data",
    refersTo: ["google_cloud_run_v2_service", "google_pubsub_topic", "google_service_account"],
    deletionInUse: "allowed",
    links: [
      { names: ({ topic }) => [lastSegment(topic)], to: "google_pubsub_topic", as: "name" },
      {
        names: (one) =>
          blocksAt(one, "dead_letter_policy").map(({ dead_letter_topic }) => lastSegment(dead_letter_topic)),
        to: "google_pubsub_topic",
        as: "name",
      },
    ],
    encryption: { none: "its topic's key encrypts its messages" },
    preventDestroy: true,
    guards: { none: "the product has no deletion protection" },
    audit: { none: "entries are written under its topic's service" },
    recovery: ["Queue", "Secrets"],
    alerts: ["queue-backlog", "queue-oldest-message", "dead-letters", "rotation-overdue"],
    cost: { none: "a queue without messages costs nothing; storage/messages counts them" },
  },
  google_pubsub_subscription_iam_member: {
    api: "pubsub",
    rights: subscriptionPolicy,
    holds: "nothing",
    refersTo: ["google_pubsub_subscription", "google_service_account"],
    deletionInUse: "allowed",
    links: [{ names: ({ subscription }) => [subscription], to: "google_pubsub_subscription", as: "name" }],
  },
  google_pubsub_topic: {
    api: "pubsub",
    rights: rights,
    holds: "data",
    refersTo: ["google_pubsub_schema"],
    deletionInUse: "allowed",
    encryption: { argument: "kms_key_name", agent: "pubsub", keys: { queue: () => true } },
    preventDestroy: true,
    guards: { none: "the product has no deletion protection" },
    audit: "pubsub",
    recovery: ["Queue", "Secrets"],
    alerts: ["queue-backlog", "queue-oldest-message", "dead-letters", "rotation-overdue"],
    cost: { none: "a queue without messages costs nothing; storage/messages counts them" },
  },
  google_pubsub_topic_iam_member: {
    api: "pubsub",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_pubsub_topic", "google_service_account"],
    deletionInUse: "allowed",
    links: [{ names: ({ topic }) => [topic], to: "google_pubsub_topic", as: "name" }],
  },
};
