import { promqlName, type Metric } from "./metrics/metric";

/** Map from label to the value that it must match. The value may start with PromQL's `!=`, `=~` or `!~`. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Shortest rate window. Google samples every 60 seconds, so a window of a minute
 * contains at most one sample, which yields no rate.
 */
const shortestWindowSeconds = 120;

/** A window in PromQL's notation, such as `5m`. */
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
 * PromQL selector for a metric's series with these labels. It names the resource type if
 * several types write the metric, since Cloud Monitoring refuses the query otherwise.
 *
 * @throws Error if neither the metric nor its resource has one of the labels
 */
export function series(metric: Metric, labels: Labels, suffix: "" | "_bucket" | "_count" | "_sum" = ""): string {
  const known = [...metric.labels, ...metric.resource.labels];
  const unknown = Object.keys(labels).filter((label) => !known.includes(label));
  if (unknown.length > 0)
    throw new Error(`${metric.type} has no label ${unknown.join(", ")}; it has ${known.join(", ")}`);
  if ((metric.valueType === "DISTRIBUTION") !== (suffix !== ""))
    throw new Error(`${metric.type} is ${metric.valueType}; a distribution is read by its buckets, count or sum`);
  const all = metric.ambiguous === true ? { monitored_resource: metric.resource.type, ...labels } : labels;
  const matchers = Object.entries(all).map(([label, value]) => {
    const [, operator, rest] = /^(!=|=~|!~)?([\s\S]*)$/.exec(value)!;
    return `${label}${operator ?? "="}${JSON.stringify(rest)}`;
  });
  return `${promqlName(metric)}${suffix}${matchers.length > 0 ? `{${matchers.join(",")}}` : ""}`;
}

/** Increase of a counter over a window, summed over all series. */
export const increase = (selected: string, seconds: number): string =>
  `sum(increase(${selected}[${longEnough(seconds)}]))`;

/** Rate of a counter per second over a window, summed over all series. */
export const rate = (selected: string, seconds: number): string => `sum(rate(${selected}[${longEnough(seconds)}]))`;

/** Quantile of a distribution over a window, interpolated within a bucket. */
export const quantile = (share: number, metric: Metric, labels: Labels, seconds: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(${series(metric, labels, "_bucket")}[${longEnough(seconds)}])))`;

/**
 * Condition that more than `count` values of a distribution within a window are beyond a
 * limit. Google does not document how it writes the bounds of buckets, so the query
 * compares the quantile above which that many values are.
 */
export const moreBeyond = (count: number, limit: number, metric: Metric, labels: Labels, seconds: number): string =>
  `histogram_quantile(scalar(1 - ${count} / ${increase(series(metric, labels, "_count"), seconds)}), sum by (le) (rate(${series(metric, labels, "_bucket")}[${longEnough(seconds)}]))) > ${limit}`;

function longEnough(seconds: number): string {
  if (seconds < shortestWindowSeconds)
    throw new Error(`a window of ${seconds} s holds too few samples; take ${shortestWindowSeconds} s or more`);
  return window(seconds);
}
