import { columns, type Tile } from "./grid";
import type { ChartThreshold, DataSet, TimeSeriesQuery } from "./widgets";

/** Units in Cloud Monitoring's notation; it scales bytes and seconds automatically. */
export type Unit = "1" | "1/min" | "10^2.%" | "%" | "ms" | "s" | "By" | "By/s" | "bit/s" | "{USD}";

/** One query of a chart, with its legend. */
export type Line = {
  /** Name of the series. @default - series are named by their labels, for a query that returns several */
  readonly legend?: string;
} & (
  | { readonly query: string }
  /** Cloud Monitoring filter, for the series of objectives, which PromQL cannot query. */
  | { readonly filter: string }
);

export interface Limit {
  readonly value: number;
  /** What happens when the value crosses the line. */
  readonly label: string;
}

export interface ChartOptions {
  /** What the chart shows, in plain words. */
  readonly title: string;
  /** Quantity on the vertical axis, in plain words. */
  readonly axis: string;
  readonly unit: Unit;
  readonly lines: readonly Line[];
  /** @default - none */
  readonly limits?: readonly Limit[];
  /** Plot type; stacked for parts of a whole. @default - lines */
  readonly plot?: DataSet["plotType"];
  /** Logarithmic scale, for values of very different size. @default - linear */
  readonly scale?: "LOG10";
}

/** Size of a chart: three in a row. */
const third = { width: columns / 3, height: 16 };

/** Height of a text tile, enough for the links of the first row. */
const textHeight = 12;

/** Five minutes are precise enough, since objectives are averages over days. */
const sloAlignment = { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_NEXT_OLDER" } as const;

/** Chart of series over time, with a horizontal line for each limit. */
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

/** Scorecard with the newest value of one series, colored when the value is beyond its limit. Four fit in a row. */
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

/** Tile with Markdown text. */
export const text = (title: string, content: string, width = third.width): Tile => ({
  width,
  height: textHeight,
  widget: { title, text: { content, format: "MARKDOWN", style: { fontSize: "FS_MEDIUM" } } },
});

/**
 * Tile with all open incidents of the project. It cannot be filtered by service: an
 * alert on an aggregating PromQL query has no monitored resource.
 */
export const incidents = (title: string): Tile => ({
  width: 2 * third.width,
  height: textHeight,
  widget: { title, incidentList: {} },
});

/** Tile with the newest log entries that match a filter. */
export const logs = (title: string, filter: string): Tile => ({
  ...third,
  width: columns,
  widget: { title, logsPanel: { filter } },
});

/** Merges limits of the same value into one line, since their labels would overlap. */
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
