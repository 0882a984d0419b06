import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const project: MonitoredResource = { type: "global", labels: [] };
const sink: MonitoredResource = { type: "logging_sink", labels: ["name", "destination"] };

/** Metrics of the log volume that Cloud Logging bills, and of its sinks. */
export const logging = {
  bytesIngested: {
    type: "logging.googleapis.com/billing/bytes_ingested",
    resource: project,
    labels: ["resource_type"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "By",
    meaning: "Bytes of log entries that were ingested, by the type of their resource.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 300,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
  exportErrors: {
    type: "logging.googleapis.com/exports/error_count",
    resource: sink,
    labels: [],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Log entries that a sink could not deliver.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 420,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
} satisfies Readonly<Record<string, Metric>>;
