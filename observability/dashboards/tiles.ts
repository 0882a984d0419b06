import { columns, type Tile } from "./grid";
import type { ChartThreshold, DataSet, TimeSeriesQuery } from "./widgets";

/** Units as Cloud Monitoring writes them; it scales bytes and seconds by itself. */
export type Unit = "1" | "1/min" | "10^2.%" | "%" | "ms" | "s" | "By" | "By/s" | "bit/s" | "{USD}";

/** Series of a chart. */
export type Line = {
  /** Its name; left out where a query returns several series, which are named by their labels. */
  readonly legend?: string;
} & (
  | { readonly query: string }
  /** A filter of Cloud Monitoring's, for what PromQL cannot read: the series of objectives. */
  | { readonly filter: string }
);

export interface Limit {
  readonly value: number;
  /** What it means that the line is crossed. */
  readonly label: string;
}

export interface ChartOptions {
  /** What is drawn, in plain words. */
  readonly title: string;
  /** What the vertical axis counts, in plain words. */
  readonly axis: string;
  readonly unit: Unit;
  readonly lines: readonly Line[];
  /** @default - none */
  readonly limits?: readonly Limit[];
  /** Parts of a whole are stacked. @default - lines */
  readonly plot?: DataSet["plotType"];
  /** For values of very different size. @default - linear */
  readonly scale?: "LOG10";
}

/** Three charts stand in a row. */
const third = { width: columns / 3, height: 16 };

/** Enough for the links of the first row. */
const textHeight = 12;

/** Objectives are averages over days, so five minutes lose nothing. */
const sloAlignment = { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_NEXT_OLDER" } as const;

/** Series over time, with a line across the chart for each limit. */
export function chart({ title, axis, unit, lines, limits = [], plot = "LINE", scale }: ChartOptions): Tile {
  return {
    ...third,
    widget: {
      title,
      xyChart: {
        dataSets: lines.map(({ legend, ...source }) => ({
          timeSeriesQuery: querySource(source, unit),
          plotType: plot,
          ...(legend === undefined ? {} : { legendTemplate: legend }),
          targetAxis: "Y1",
        })),
        thresholds: merged(limits),
        yAxis: { label: axis, scale: scale ?? "LINEAR" },
        chartOptions: { mode: "COLOR" },
      },
    },
  };
}

/** The newest value of one series, colored once it is beyond its limit. Four stand in a row. */
export function scorecard(
  title: string,
  unit: Unit,
  query: string,
  limits: readonly (Limit & { readonly color: "YELLOW" | "RED"; readonly direction: "ABOVE" | "BELOW" })[] = [],
): Tile {
  return {
    width: columns / 4,
    height: 8,
    widget: {
      title,
      scorecard: {
        timeSeriesQuery: querySource({ query }, unit),
        sparkChartView: { sparkChartType: "SPARK_LINE" },
        thresholds: limits.map(({ value, label, color, direction }) => ({ label, value, color, direction })),
      },
    },
  };
}

/** Markdown. */
export const text = (title: string, content: string, width = third.width): Tile => ({
  width,
  height: textHeight,
  widget: { title, text: { content, format: "MARKDOWN", style: { fontSize: "FS_MEDIUM" } } },
});

/**
 * Every open incident of the project. It cannot be narrowed to a service: an
 * alert on PromQL that aggregates has no monitored resource to filter by.
 */
export const incidents = (title: string): Tile => ({
  width: 2 * third.width,
  height: textHeight,
  widget: { title, incidentList: {} },
});

/** The newest log entries that a filter finds. */
export const logs = (title: string, filter: string): Tile => ({
  ...third,
  width: columns,
  widget: { title, logsPanel: { filter } },
});

/** Lines at the same height are one, or their labels would cover each other. */
const merged = (limits: readonly Limit[]): ChartThreshold[] =>
  [...new Set(limits.map(({ value }) => value))].map((value) => {
    const labels = limits.filter((limit) => limit.value === value).map(({ label }) => label);
    return { label: [...new Set(labels)].join("; "), value, targetAxis: "Y1" };
  });

type Source = { readonly query: string } | { readonly filter: string };

const querySource = (source: Source, unit: Unit): TimeSeriesQuery => ({
  ...("query" in source
    ? { prometheusQuery: source.query }
    : { timeSeriesFilter: { filter: source.filter, aggregation: sloAlignment } }),
  unitOverride: unit,
});
