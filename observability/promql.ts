import type { Environment } from "../contract/environment";
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

/** The project whose series a query reads. */
export type Scope = Pick<Environment, "project">;

/**
 * PromQL selector for a metric's series with these labels, of this project alone: a
 * metrics scope may hold several, whose services have the same names. It names the
 * resource type if several types write the metric, since Cloud Monitoring refuses the
 * query otherwise.
 *
 * @throws Error if neither the metric nor its resource has one of the labels
 */
export function series(
  { project }: Scope,
  metric: Metric,
  labels: Labels,
  suffix: "" | "_bucket" | "_count" | "_sum" = "",
): string {
  const known = [...metric.labels, ...metric.resource.labels];
  const unknown = Object.keys(labels).filter((label) => !known.includes(label));
  if (unknown.length > 0)
    throw new Error(`${metric.type} has no label ${unknown.join(", ")}; it has ${known.join(", ")}`);
  if ((metric.valueType === "DISTRIBUTION") !== (suffix !== ""))
    throw new Error(`${metric.type} is ${metric.valueType}; a distribution is read by its buckets, count or sum`);
  const all = {
    ...(metric.ambiguous === true ? { monitored_resource: metric.resource.type } : {}),
    ...ofProject(project, metric),
    ...labels,
  };
  const matchers = Object.entries(all).map(([label, value]) => {
    const [, operator, rest] = /^(!=|=~|!~)?([\s\S]*)$/.exec(value)!;
    return `${label}${operator ?? "="}${JSON.stringify(rest)}`;
  });
  return `${promqlName(metric)}${suffix}{${matchers.join(",")}}`;
}

/**
 * Types that a service defines, `<service>/<type>`, begin with `resource_container`, the
 * older ones with `project_id` (Google, "MonitoredResourceDescriptor"). Google does not say
 * how a container is written, and a query that matches nothing would alert nobody.
 */
const ofProject = ({ id, number }: Environment["project"], { resource }: Metric): Labels =>
  resource.type.includes("/") ? { resource_container: `=~(projects/)?(${id}|${number})` } : { project_id: id };

/** Increase of a counter over a window, summed over all series. */
export const increase = (selected: string, seconds: number): string =>
  `sum(increase(${selected}[${longEnough(seconds)}]))`;

/** Rate of a counter per second over a window, summed over all series. */
export const rate = (selected: string, seconds: number): string => `sum(rate(${selected}[${longEnough(seconds)}]))`;

/** Quantile of a distribution over a window, interpolated within a bucket. */
export const quantile = (scope: Scope, share: number, metric: Metric, labels: Labels, seconds: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(${series(scope, metric, labels, "_bucket")}[${longEnough(seconds)}])))`;

/**
 * Condition that more than `count` values of a distribution within a window are beyond a
 * limit. Google does not document how it writes the bounds of buckets, so the query
 * compares the quantile above which that many values are.
 */
export const moreBeyond = (
  scope: Scope,
  count: number,
  limit: number,
  metric: Metric,
  labels: Labels,
  seconds: number,
): string =>
  `histogram_quantile(scalar(1 - ${count} / ${increase(series(scope, metric, labels, "_count"), seconds)}), sum by (le) (rate(${series(scope, metric, labels, "_bucket")}[${longEnough(seconds)}]))) > ${limit}`;

function longEnough(seconds: number): string {
  if (seconds < shortestWindowSeconds)
    throw new Error(`a window of ${seconds} s holds too few samples; take ${shortestWindowSeconds} s or more`);
  return window(seconds);
}
