import type { Environment } from "../../../contract/environment";
import { dashboardsOf } from "../../../observability/dashboards/all";
import { dashboardJson } from "../../../observability/dashboards/dashboard";

/** A widget in the synthesized JSON. */
export interface Tile {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
  readonly widget: any;
}

/** The synthesized JSON of a dashboard. */
export function written(environment: Environment, key: string): { tiles: Tile[]; json: any; text: string } {
  const dashboard = dashboardsOf(environment).find((one) => one.key === key);
  if (dashboard === undefined) throw new Error(`no dashboard '${key}'`);
  const text = dashboardJson(environment, dashboard);
  const json = JSON.parse(text);
  return { tiles: json.mosaicLayout.tiles, json, text };
}

/** The only panel of a dashboard whose title matches. */
export function panel(environment: Environment, key: string, title: RegExp | string): Panel {
  const found = written(environment, key).tiles.filter(({ widget }) => widget.xyChart && matches(widget.title, title));
  if (found.length !== 1) throw new Error(`${found.length} panels of '${key}' are '${String(title)}'`);
  return panelOf(found[0]!);
}

export interface Panel {
  readonly title: string;
  /** Map from the name of a series to its query; series without a name are keyed by index. */
  readonly queries: Readonly<Record<string, string>>;
  /** Map from the label of a limit line to its value. */
  readonly limits: Readonly<Record<string, number>>;
  readonly unit: string;
}

function panelOf({ widget }: Tile): Panel {
  const { dataSets, thresholds = [] } = widget.xyChart;
  return {
    title: widget.title,
    queries: Object.fromEntries(
      dataSets.map(({ legendTemplate, timeSeriesQuery }: any, index: number) => [
        legendTemplate ?? String(index),
        timeSeriesQuery.prometheusQuery ?? timeSeriesQuery.timeSeriesFilter.filter,
      ]),
    ),
    limits: Object.fromEntries(thresholds.map(({ label, value = 0 }: any) => [label, value])),
    unit: dataSets[0].timeSeriesQuery.unitOverride,
  };
}

/** Every query of a dashboard in PromQL. */
export const promqlOf = (tiles: readonly Tile[]): string[] =>
  tiles.flatMap(({ widget }) =>
    [widget.scorecard, ...(widget.xyChart?.dataSets ?? [])].flatMap((one) =>
      one?.timeSeriesQuery.prometheusQuery === undefined ? [] : [one.timeSeriesQuery.prometheusQuery as string],
    ),
  );

const matches = (title: string, wanted: RegExp | string): boolean =>
  typeof wanted === "string" ? title === wanted : wanted.test(title);
