import { promqlName, type Metric } from "./metrics/metric";
import { resourceTypes } from "./metrics/resource-types";

/** A label to the value that a series must have; `!=`, `=~` and `!~` before the value mean what PromQL means by them. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Shortest window of a rate. Google's samples are 60 seconds apart, so a window
 * of a minute holds one sample or none, and no rate.
 */
const shortestWindowSeconds = 120;

/** A window as PromQL writes it, such as `5m`. */
export function window(seconds: number): string {
  if (seconds % 60 !== 0) throw new Error(`a window must be whole minutes, got ${seconds} s`);
  const units: [string, number][] = [
    ["d", 86_400],
    ["h", 3600],
    ["m", 60],
  ];
  const [unit, size] = units.find(([, size]) => seconds % size === 0)!;
  return `${seconds / size}${unit}`;
}

/**
 * The series of a metric with these labels. It names the resource type wherever
 * several write the metric, without which Cloud Monitoring refuses the query.
 *
 * @throws Error for a label that neither the metric nor its resource has
 */
export function series(metric: Metric, labels: Labels, suffix: "" | "_bucket" | "_count" | "_sum" = ""): string {
  const known: readonly string[] = [...metric.labels, ...resourceTypes[metric.resource]];
  const unknown = Object.keys(labels).filter((label) => !known.includes(label));
  if (unknown.length > 0)
    throw new Error(`${metric.type} has no label ${unknown.join(", ")}; it has ${known.join(", ")}`);
  if ((metric.valueType === "DISTRIBUTION") !== (suffix !== ""))
    throw new Error(`${metric.type} is ${metric.valueType}; a distribution is read by its buckets, count or sum`);
  const all = metric.ambiguous === true ? { monitored_resource: metric.resource, ...labels } : labels;
  const matchers = Object.entries(all).map(([label, value]) => {
    const [, operator, rest] = /^(!=|=~|!~)?([\s\S]*)$/.exec(value)!;
    return `${label}${operator ?? "="}${JSON.stringify(rest)}`;
  });
  return `${promqlName(metric)}${suffix}${matchers.length > 0 ? `{${matchers.join(",")}}` : ""}`;
}

/** Total growth of counted series over a window. */
export const increase = (selected: string, seconds: number): string =>
  `sum(increase(${selected}[${longEnough(seconds)}]))`;

/** Total rate a second of counted series over a window. */
export const rate = (selected: string, seconds: number): string => `sum(rate(${selected}[${longEnough(seconds)}]))`;

/** Value below which a share of a distribution's events lay within a window; interpolated within a bucket. */
export const quantile = (share: number, metric: Metric, labels: Labels, seconds: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(${series(metric, labels, "_bucket")}[${longEnough(seconds)}])))`;

function longEnough(seconds: number): string {
  if (seconds < shortestWindowSeconds)
    throw new Error(`a window of ${seconds} s holds too few samples; take ${shortestWindowSeconds} s or more`);
  return window(seconds);
}
