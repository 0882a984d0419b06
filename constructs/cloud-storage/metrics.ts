import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const bucket: MonitoredResource = { type: "gcs_bucket", labels: ["bucket_name"] };

/** Metrics of Cloud Storage. Sizes are sampled once a day. */
export const cloudStorage = {
  bytes: {
    type: "storage.googleapis.com/storage/v2/total_bytes",
    resource: bucket,
    labels: ["storage_class", "type"],
    kind: "GAUGE",
    valueType: "DOUBLE",
    unit: "By",
    meaning: "Bytes of a bucket, by whether objects are live.",
    samplePeriodSeconds: 300,
    visibilityDelaySeconds: 690,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  objects: {
    type: "storage.googleapis.com/storage/v2/total_count",
    resource: bucket,
    labels: ["storage_class", "type"],
    kind: "GAUGE",
    valueType: "INT64",
    unit: "1",
    meaning: "Objects of a bucket, by whether they are live.",
    samplePeriodSeconds: 300,
    visibilityDelaySeconds: 690,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  requests: {
    type: "storage.googleapis.com/api/request_count",
    resource: bucket,
    labels: ["response_code", "method"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Requests to a bucket, by method and status.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 210,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
} satisfies Readonly<Record<string, Metric>>;
