import type { Environment, Service } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { latencySignal } from "../latency-signal";
import { userRequests } from "../metrics/user-requests";
import { uptimeCheckMarker } from "../../constructs/cloud-monitoring/alerts";
import { uptime } from "../../constructs/cloud-monitoring/metrics";
import { serviceName } from "../../constructs/cloud-run/names";
import { series, type Scope } from "../promql";
import type { Tile } from "./grid";
import { alertsAbout, promqlConditions, limitsOf, valuesOf } from "./limits";
import { perMinuteBy, percentiles } from "./queries";
import { chart, type Line } from "./tiles";

/** Tiles on the symptoms that users notice: availability, errors and latency. */
export function userTiles(environment: Environment, service: Service, alerts: readonly Alert[]): Tile[] {
  const { websocket } = service;
  const requests = series(environment, userRequests.all, { service_name: serviceName(environment, service) });
  const { metric, labels, unit, event } = latencySignal(environment, service);
  const about = (...kinds: string[]): Alert[] => alertsAbout(alerts, kinds, { kind: "service", service });
  return [
    chart({
      title: websocket ? "Connections that ended a minute, by status" : "Requests a minute, by status",
      axis: websocket ? "connections a minute" : "requests a minute",
      unit: "1/min",
      lines: [{ query: perMinuteBy("status", requests) }],
      plot: "STACKED_AREA",
    }),
    chart({
      title: websocket ? "Error rate: connections that failed" : "Error rate: requests that failed",
      axis: "share of requests",
      unit: "10^2.%",
      lines: valuesOf(about("error-ratio"), () => "failed"),
      limits: limitsOf(about("error-ratio", "error-ratio-rollback")),
    }),
    chart({
      title: event === "turn" ? "Turn latency: end of speech to first audio" : "Request latency",
      axis: `time of a ${event}`,
      unit,
      lines: percentiles(environment, metric, labels, 50, 95, 99),
      limits: limitsOf(about("latency-p95", "latency-p99")),
    }),
    ...pathsTile(about("path-latency-p99")),
    ...(service.route === undefined ? [] : [uptimeTile([healthLine(environment, service)], about("uptime"))]),
  ];
}

/** Latency of paths. The scale is logarithmic, since the slowest and the fastest path differ by more than tenfold. */
function pathsTile(alerts: readonly Alert[]): Tile[] {
  const paths = alerts.flatMap((alert) =>
    promqlConditions(alert).map(({ value, threshold }) => ({ path: alert.detail ?? "", value, threshold })),
  );
  return paths.length === 0
    ? []
    : [
        chart({
          title: "Latency of paths (p99), each with its limit",
          axis: "time of a request",
          unit: userRequests.pathLatency.unit,
          lines: paths.map(({ path, value }) => ({ legend: path, query: value })),
          limits: paths.map(({ path, threshold }) => ({ value: threshold, label: `Ticket: ${path}` })),
          scale: "LOG10",
        }),
      ];
}

/** Line with the number of locations from which a service's uptime check fails, under the id of the check, which is known after apply. */
export const healthLine = (environment: Scope, service: Service): Line => ({
  legend: service.title,
  query: `sum(1 - min by (checker_location) (${series(environment, uptime.checkPassed, { check_id: uptimeCheckMarker(service) })}))`,
});

/** Chart of failing uptime checks. */
export const uptimeTile = (lines: readonly Line[], alerts: readonly Alert[]): Tile =>
  chart({
    title: "Locations from which the uptime check fails",
    axis: "locations",
    unit: "1",
    lines,
    limits: limitsOf(alerts),
  });
