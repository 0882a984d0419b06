import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const model: MonitoredResource = {
  type: "aiplatform.googleapis.com/PublisherModel",
  labels: ["publisher", "model_user_id", "location"],
};

/** Metrics of Google's models on Vertex AI. Google documents neither their sampling period nor their delay. */
export const vertexAi = {
  invocations: {
    type: "aiplatform.googleapis.com/publisher/online_serving/model_invocation_count",
    resource: model,
    labels: [
      "input_token_size",
      "output_token_size",
      "max_token_size",
      "response_code",
      "request_type",
      "method",
      "error_category",
      "explicit_caching",
      "accounting_resource",
    ],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Calls to a model, by HTTP status; 429 is a call for which there was no capacity or quota.",
    ofWebsockets: "A Live API session is one call.",
    source: 'Google, "Google Cloud metrics: A through B"',
  },
  invocationLatencies: {
    type: "aiplatform.googleapis.com/publisher/online_serving/model_invocation_latencies",
    resource: model,
    labels: [
      "input_token_size",
      "output_token_size",
      "max_token_size",
      "latency_type",
      "request_type",
      "explicit_caching",
    ],
    kind: "DELTA",
    valueType: "DISTRIBUTION",
    unit: "ms",
    meaning: "Time until a call's last token.",
    ofWebsockets: "For a Live API session, its length.",
    source: 'Google, "Google Cloud metrics: A through B"',
  },
  firstTokenLatencies: {
    type: "aiplatform.googleapis.com/publisher/online_serving/first_token_latencies",
    resource: model,
    labels: ["input_token_size", "output_token_size", "max_token_size", "request_type", "explicit_caching"],
    kind: "DELTA",
    valueType: "DISTRIBUTION",
    unit: "ms",
    meaning: "Time until a call's first token.",
    source: 'Google, "Google Cloud metrics: A through B"',
  },
  tokens: {
    type: "aiplatform.googleapis.com/publisher/online_serving/token_count",
    resource: model,
    labels: ["max_token_size", "type", "request_type", "explicit_caching", "accounting_resource", "modality", "source"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Tokens, by whether they went in or came out and by modality.",
    source: 'Google, "Google Cloud metrics: A through B"',
  },
} satisfies Readonly<Record<string, Metric>>;
