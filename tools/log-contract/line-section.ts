import { formatList } from "../../contract/format-list";
import type { Environment } from "../../contract/environment";
import { lineFields, type LineField } from "../../log-contract/line-fields";
import type { LineMetric, LogLine } from "../../log-contract/log-line";
import type { Message } from "../../log-contract/lines";
import { writersOf } from "../../observability/log-lines";
import { logMetrics, type LogMetricKey } from "../../observability/metrics/log-based";
import { promqlName } from "../../observability/metrics/metric";
import { inlineCode, table } from "../markdown";

/** What the page says of one line. */
export function lineSection(
  line: LogLine & { readonly message: Message },
  environments: readonly Environment[],
): string[] {
  return [
    `### ${line.message}`,
    `${line.when} ${writtenBy(line.message, environments)}`,
    table(
      ["Field", "Type", "Meaning"],
      lineFields(line).map((field) => [inlineCode(field.name), typeOf(field), field.meaning]),
    ),
    // Not as JSON, which the formatter would spread over several lines.
    ["```text", JSON.stringify(line.example), "```"].join("\n"),
    table(
      ["Metric", "Cloud Monitoring", "PromQL", "Records"],
      Object.entries(line.metrics).map(([key, metric]) => [
        inlineCode(key),
        inlineCode(logMetrics[key as LogMetricKey].type),
        inlineCode(promqlName(logMetrics[key as LogMetricKey])),
        records(metric),
      ]),
    ),
  ];
}

function writtenBy(message: Message, environments: readonly Environment[]): string {
  const slugs = new Set(environments.flatMap((environment) => writersOf(environment, message).map(({ slug }) => slug)));
  return slugs.size === 0
    ? "No service writes it today."
    : `Written by ${formatList([...slugs].sort().map(inlineCode))}.`;
}

function typeOf({ type, required, values, minimum, maximum }: LineField): string {
  const range =
    minimum === undefined ? "" : maximum === undefined ? `, at least ${minimum}` : `, ${minimum} to ${maximum}`;
  return `${values === undefined ? type : `one of ${values.map(inlineCode).join(", ")}`}${range}${required ? "" : "; may be absent"}`;
}

function records(metric: LineMetric): string {
  const labels = Object.keys(metric.labels ?? {})
    .sort()
    .map(inlineCode);
  const by = labels.length === 0 ? "" : `, by ${formatList(labels)}`;
  if (metric.counts === "lines") return `how many lines${by}`;
  const unit = metric.unit === "1" ? "" : ` in ${metric.unit}`;
  return `distribution of ${inlineCode(metric.field)}${unit}${by}; bounds ${metric.bounds.join(", ")}`;
}
