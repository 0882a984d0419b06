import type { Row } from "../../contract/unmet";
import { LoggingMetric, type LoggingMetricConfig } from "@cdktf/provider-google/lib/logging-metric";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { lineFields, type LineField } from "../../log-contract/line-fields";
import type { LineMetric, LogLine } from "../../log-contract/log-line";
import { contractLines } from "../../observability/alerts/log-filters";
import { check } from "../check";

export interface LogMetricProps {
  readonly environment: Environment;
  readonly line: LogLine;
  /** Key of the metric in the line's `metrics`. */
  readonly metric: string;
}

/** Maximum number of labels. Google, "Configure labels on log-based metrics". */
const mostLabels = 10;

/**
 * One log-based metric of one line of the log contract.
 *
 * The filter matches the line's message, on Cloud Run, and never the severity: some
 * loggers write `level` instead, which Cloud Logging does not read as a severity.
 * If the field with the metric's number is optional, the filter also requires it.
 *
 * Labels multiply the time series, and a metric has at most about 30,000 (Google,
 * "Configure labels on log-based metrics"). So a label has a few possible values and
 * is never an id. A label cannot be removed from a metric; that takes a new metric.
 */
export class LogMetric extends Construct {
  constructor(scope: Construct, id: string, { environment, line, metric: key }: LogMetricProps) {
    super(scope, id);
    const metric = line.metrics[key]!;
    const fields = new Map(lineFields(line).map((field) => [field.name, field]));
    check(this, rules(line, metric, fields));

    const labels = Object.entries(metric.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const number = metric.counts === "values" ? fields.get(metric.field)! : undefined;
    new LoggingMetric(this, "Default", {
      project: environment.project.id,
      name: metric.name,
      description: metric.description,
      filter: [contractLines(line), ...(number?.required === false ? [`jsonPayload.${number.name}:*`] : [])].join(
        " AND ",
      ),
      metricDescriptor: {
        metricKind: "DELTA",
        valueType: metric.counts === "values" ? "DISTRIBUTION" : "INT64",
        unit: metric.unit,
        ...(labels.length === 0
          ? {}
          : {
              labels: labels.map(([label, field]) => ({
                key: label,
                valueType: "STRING",
                description: fields.get(field)!.meaning,
              })),
            }),
      },
      ...(labels.length === 0
        ? {}
        : { labelExtractors: Object.fromEntries(labels.map(([label, field]) => [label, extract(field)])) }),
      ...distribution(metric),
    });
  }
}

const extract = (field: string): string => `EXTRACT(jsonPayload.${field})`;

const distribution = (metric: LineMetric): Partial<LoggingMetricConfig> =>
  metric.counts === "lines"
    ? {}
    : {
        valueExtractor: extract(metric.field),
        bucketOptions: { explicitBuckets: { bounds: [...metric.bounds] } },
      };

function rules({ message }: LogLine, metric: LineMetric, fields: ReadonlyMap<string, LineField>): Row[] {
  const labels = Object.entries(metric.labels ?? {});
  return [
    // Google accepts more characters; PromQL leaves these unchanged.
    [/^[a-z][a-z0-9_]{0,99}$/.test(metric.name), `name must be 1 to 100 of a-z, 0-9 and '_', got '${metric.name}'`],
    [!/["\\\n]/.test(message), `message must hold no quote, backslash or line break, got '${message}'`],
    [labels.length <= mostLabels, `labels must be ${mostLabels} at most, got ${labels.length}`],
    ...labels.flatMap(([label, field]): Row[] => [
      [/^[a-z][a-z0-9_]{0,99}$/.test(label), `label must be 1 to 100 of a-z, 0-9 and '_', got '${label}'`],
      [fields.get(field)?.type === "string", `label '${label}' must be of a string in the schema, got '${field}'`],
    ]),
    ...(metric.counts === "lines" ? [] : valueRules(metric, fields.get(metric.field))),
  ];
}

const valueRules = (
  { field, bounds }: Extract<LineMetric, { counts: "values" }>,
  found: LineField | undefined,
): Row[] => [
  [found?.type === "number" || found?.type === "integer", `field must be a number in the schema, got '${field}'`],
  [bounds.length > 0, "bounds must not be empty"],
  [
    bounds.every((bound, at) => Number.isFinite(bound) && (at === 0 || bound > bounds[at - 1]!)),
    `bounds must rise, got ${bounds.join(", ")}`,
  ],
];
