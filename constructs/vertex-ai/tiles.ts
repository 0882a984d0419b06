import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { logMetrics } from "../../observability/metrics/log-based";
import { vertexAi } from "./metrics";
import { expectedPeak } from "../../contract/model-tokens";
import { series } from "../../observability/promql";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout } from "../../observability/dashboards/limits";
import { perMinute, perMinuteBy, percentiles } from "../../observability/dashboards/queries";
import { chart, type Limit } from "../../observability/dashboards/tiles";

/** Tile on the latency of one service's model calls. */
export const modelWaitTile = (environment: Environment, serviceName: string): Tile =>
  chart({
    title: "Vertex AI latency as this service sees it",
    axis: "time of an answer",
    unit: "ms",
    lines: percentiles(environment, logMetrics.modelRequestDuration, { service_name: serviceName }, 50, 95, 99),
  });

/** Tiles on Google's metrics of the model. They cover the whole project and do not distinguish services. */
export const vertexAiTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  chart({
    title: "Vertex AI: calls a minute, all services",
    axis: "calls a minute",
    unit: "1/min",
    lines: [{ legend: "calls", query: perMinute(series(environment, vertexAi.invocations, {})) }],
    limits: expected(expectedPeak(environment)?.requestsPerMinute),
  }),
  chart({
    title: "Vertex AI: time to the first token, all services",
    axis: "time",
    unit: "ms",
    lines: percentiles(environment, vertexAi.firstTokenLatencies, {}, 50, 95, 99),
  }),
  chart({
    title: "Vertex AI: call time, all services (live session: one call)",
    axis: "time",
    unit: "ms",
    lines: percentiles(environment, vertexAi.invocationLatencies, {}, 50, 95, 99),
  }),
  chart({
    title: "Vertex AI: failed calls a minute, all services",
    axis: "calls a minute",
    unit: "1/min",
    lines: [
      { query: perMinuteBy("response_code", series(environment, vertexAi.invocations, { response_code: "!=200" })) },
    ],
    plot: "STACKED_AREA",
  }),
  ...modelErrorsTile(alerts),
  tokensTile(environment),
];

export const modelErrorsTile = (alerts: readonly Alert[]): Tile[] =>
  alertChart(
    alertsAbout(alerts, ["model-errors"]),
    { title: "Vertex AI: calls that fail, of any status", axis: "share of calls", unit: "10^2.%" },
    () => "failed",
  );

export const tokensTile = (environment: Environment): Tile =>
  chart({
    title: "Vertex AI: tokens a minute, all services",
    axis: "tokens a minute",
    unit: "1/min",
    lines: [{ query: perMinuteBy("type", series(environment, vertexAi.tokens, {})) }],
    limits: expected(expectedPeak(environment)?.tokensPerMinute),
    plot: "STACKED_AREA",
  });

/** Line of a chart at the peak that follows from the usage: the capacity is shared, so there is no limit to draw. None without users. */
const expected = (value: number | undefined): Limit[] =>
  value === undefined ? [] : [{ value, label: "Expected at the peak" }];
