import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const consumedApi: MonitoredResource = { type: "consumed_api", labels: ["service", "method"] };
const consumerQuota: MonitoredResource = { type: "consumer_quota", labels: ["service", "location"] };

/** Metrics of calls to Google's APIs and of their quotas. Counts may be half an hour late. */
export const serviceUsage = {
  apiRequests: {
    type: "serviceruntime.googleapis.com/api/request_count",
    resource: consumedApi,
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
    resource: consumerQuota,
    labels: ["limit_name", "quota_metric"],
    kind: "GAUGE",
    valueType: "BOOL",
    unit: "1",
    meaning: "1 where a request went over a quota.",
    samplePeriodSeconds: 60,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
} satisfies Readonly<Record<string, Metric>>;
