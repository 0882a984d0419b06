import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const subscription: MonitoredResource = { type: "pubsub_subscription", labels: ["subscription_id"] };

/** Metrics of Pub/Sub. */
export const pubsub = {
  undeliveredMessages: {
    type: "pubsub.googleapis.com/subscription/num_undelivered_messages",
    resource: subscription,
    labels: [],
    kind: "GAUGE",
    valueType: "INT64",
    unit: "1",
    meaning: "Messages of a subscription that wait for an acknowledgement.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  oldestUnackedMessageAge: {
    type: "pubsub.googleapis.com/subscription/oldest_unacked_message_age",
    resource: subscription,
    labels: [],
    kind: "GAUGE",
    valueType: "INT64",
    unit: "s",
    meaning: "Age of the oldest message that waits for an acknowledgement.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  pushRequests: {
    type: "pubsub.googleapis.com/subscription/push_request_count",
    resource: subscription,
    labels: ["response_class", "response_code", "delivery_type"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Attempts to push a message, by what the endpoint answered.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
} satisfies Readonly<Record<string, Metric>>;
