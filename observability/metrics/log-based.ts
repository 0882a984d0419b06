import { revision } from "../../constructs/cloud-run/metrics";
import type { LineMetric } from "../../log-contract/log-line";
import { lines } from "../../log-contract/lines";
import type { Metric } from "./metric";

/** The log-based metric of a line, whose resource is a Cloud Run revision. */
function logBased(metric: LineMetric): Metric {
  return {
    type: `logging.googleapis.com/user/${metric.name}`,
    resource: revision,
    // Log-based metrics exist for every resource type, whatever their filter matches.
    ambiguous: true,
    labels: Object.keys(metric.labels ?? {}),
    kind: "DELTA",
    valueType: metric.counts === "values" ? "DISTRIBUTION" : "INT64",
    unit: metric.unit,
    meaning: metric.description,
    samplePeriodSeconds: 60,
    source: "docs/log-contract.md",
  };
}

/** Key of a metric of the log contract. */
export type LogMetricKey = KeysOfUnion<(typeof lines)[number]["metrics"]>;
type KeysOfUnion<T> = T extends unknown ? keyof T : never;

/** Metrics that Parley derives from the log contract, keyed as in the contract. */
export const logMetrics = Object.fromEntries(
  lines.flatMap(({ metrics }) => Object.entries<LineMetric>(metrics)).map(([key, metric]) => [key, logBased(metric)]),
) as Readonly<Record<LogMetricKey, Metric>>;
