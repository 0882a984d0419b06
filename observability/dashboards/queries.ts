import type { Metric } from "../metrics/metric";
import { quantile, rate, series, window, type Labels, type Scope } from "../promql";
import type { Line } from "./tiles";

/** Rate window of charts: long enough for a smooth line, short enough to show an outage of minutes. */
export const chartWindowSeconds = 300;

/** Rate of a counter per minute, summed over all series. */
export const perMinute = (selected: string): string => `${rate(selected, chartWindowSeconds)} * 60`;

/** Rate of a counter per minute, one series per value of a label. */
export const perMinuteBy = (label: string, selected: string): string =>
  `sum by (${label}) (rate(${selected}[${window(chartWindowSeconds)}])) * 60`;

/** Sum of a gauge over all series. */
export const total = (scope: Scope, metric: Metric, labels: Labels): string => `sum(${series(scope, metric, labels)})`;

/** Lines of a distribution's percentiles, named `p50`, `p95` and so on. */
export const percentiles = (scope: Scope, metric: Metric, labels: Labels, ...percents: readonly number[]): Line[] =>
  percents.map((percent) => ({
    legend: `p${percent}`,
    query: quantile(scope, percent / 100, metric, labels, chartWindowSeconds),
  }));

/** Mean of a distribution. */
export const mean = (scope: Scope, metric: Metric, labels: Labels): string =>
  `${rate(series(scope, metric, labels, "_sum"), chartWindowSeconds)} / ${rate(series(scope, metric, labels, "_count"), chartWindowSeconds)}`;
