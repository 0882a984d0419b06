import type { Metric } from "../metrics/metric";
import { quantile, rate, series, window, type Labels } from "../promql";
import type { Line } from "./tiles";

/** Long enough for a smooth line, short enough for an outage of minutes. */
export const chartWindowSeconds = 300;

/** Counted series as a number a minute, all together. */
export const perMinute = (selected: string): string => `${rate(selected, chartWindowSeconds)} * 60`;

/** Counted series as a number a minute, one series for each value of a label. */
export const perMinuteBy = (label: string, selected: string): string =>
  `sum by (${label}) (rate(${selected}[${window(chartWindowSeconds)}])) * 60`;

/** Value of gauges, all together. */
export const total = (metric: Metric, labels: Labels): string => `sum(${series(metric, labels)})`;

/** Percentiles of a distribution, named `p50`, `p95` and so on. */
export const percentiles = (metric: Metric, labels: Labels, ...percents: readonly number[]): Line[] =>
  percents.map((percent) => ({
    legend: `p${percent}`,
    query: quantile(percent / 100, metric, labels, chartWindowSeconds),
  }));

/** Mean of a distribution. */
export const mean = (metric: Metric, labels: Labels): string =>
  `${rate(series(metric, labels, "_sum"), chartWindowSeconds)} / ${rate(series(metric, labels, "_count"), chartWindowSeconds)}`;
