/**
 * Widgets in the format of the Dashboards API, as far as they are used here. Fields that
 * the API fills in are included, so that it returns a dashboard unchanged. Google,
 * "projects.dashboards" (Monitoring API).
 */
export type Widget = { readonly title: string } & (
  | { readonly xyChart: XyChart }
  | { readonly scorecard: Scorecard }
  | { readonly text: { readonly content: string; readonly format: "MARKDOWN"; readonly style: TextStyle } }
  | { readonly sectionHeader: { readonly subtitle: string; readonly dividerBelow: boolean } }
  /** Without a filter, the widget lists every open incident of the project. */
  | { readonly incidentList: Readonly<Record<string, never>> }
  | { readonly logsPanel: { readonly filter: string } }
);

export interface XyChart {
  readonly dataSets: readonly DataSet[];
  readonly thresholds: readonly ChartThreshold[];
  readonly yAxis: { readonly label: string; readonly scale: "LINEAR" | "LOG10" };
  readonly chartOptions: { readonly mode: "COLOR" };
}

export interface DataSet {
  readonly timeSeriesQuery: TimeSeriesQuery;
  readonly plotType: "LINE" | "STACKED_AREA" | "STACKED_BAR";
  /** Name of the series. @default - series are named by their labels */
  readonly legendTemplate?: string;
  readonly targetAxis: "Y1";
}

export type TimeSeriesQuery = { readonly unitOverride: string } & (
  | { readonly prometheusQuery: string }
  | {
      readonly timeSeriesFilter: {
        readonly filter: string;
        readonly aggregation: { readonly alignmentPeriod: string; readonly perSeriesAligner: "ALIGN_NEXT_OLDER" };
      };
    }
);

/** A horizontal line of a chart. The API accepts neither a color nor a direction. */
export interface ChartThreshold {
  readonly label: string;
  readonly value: number;
  readonly targetAxis: "Y1";
}

interface Scorecard {
  readonly timeSeriesQuery: TimeSeriesQuery;
  readonly sparkChartView: { readonly sparkChartType: "SPARK_LINE" };
  readonly thresholds: readonly {
    readonly label: string;
    readonly value: number;
    readonly color: "YELLOW" | "RED";
    readonly direction: "ABOVE" | "BELOW";
  }[];
}

interface TextStyle {
  readonly fontSize: "FS_MEDIUM";
}
