import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const database: MonitoredResource = { type: "firestore.googleapis.com/Database", labels: ["database_id"] };

/** Metrics of Firestore. */
export const firestore = {
  requestCount: {
    type: "firestore.googleapis.com/api/request_count",
    resource: database,
    ambiguous: true,
    labels: ["api_method", "response_code"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Requests, by method and gRPC status such as `OK` or `UNAVAILABLE`.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 240,
    source: 'Google, "Google Cloud metrics: D through H"',
  },
  requestLatencies: {
    type: "firestore.googleapis.com/api/request_latencies",
    resource: database,
    labels: ["service", "api_method", "response_code"],
    kind: "DELTA",
    valueType: "DISTRIBUTION",
    unit: "s",
    meaning: "Time that a request took, in seconds.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 240,
    source: 'Google, "Google Cloud metrics: D through H"',
  },
  documentReads: {
    type: "firestore.googleapis.com/document/read_ops_count",
    resource: database,
    labels: ["type"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Documents read; each is billed.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 240,
    source: 'Google, "Google Cloud metrics: D through H"',
  },
  documentWrites: {
    type: "firestore.googleapis.com/document/write_ops_count",
    resource: database,
    labels: ["op"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Documents written; each is billed.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 240,
    source: 'Google, "Google Cloud metrics: D through H"',
  },
} satisfies Readonly<Record<string, Metric>>;
