import type { Metric } from "../../observability/metrics/metric";

/** Metrics of calls to Google's APIs and of their quotas. Counts may be half an hour late. */
export const serviceUsage = {
  apiRequests: {
    type: "serviceruntime.googleapis.com/api/request_count",
    resource: "consumed_api",
    ambiguous: true,
    labels: ["protocol", "response_code", "response_code_class", "grpc_status_code"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Requests of the project to a Google API, by status.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 1800,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  quotaExceeded: {
    type: "serviceruntime.googleapis.com/quota/exceeded",
    resource: "consumer_quota",
    labels: ["limit_name", "quota_metric"],
    kind: "GAUGE",
    valueType: "BOOL",
    unit: "1",
    meaning: "1 where a request went over a quota.",
    samplePeriodSeconds: 60,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
} satisfies Readonly<Record<string, Metric>>;
