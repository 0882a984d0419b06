import { sloServiceId } from "../../constructs/cloud-monitoring/names";
import { serviceLogs } from "../../constructs/cloud-run/logs";
import { audioSessionEnded } from "../../log-contract/audio-session-ended";
import type { Environment, Service } from "../../contract/environment";
import { slowerLogs } from "../alerts/log-filters";
import { inUnitOf, latencySignal } from "../latency-signal";
import { serviceName } from "../../constructs/cloud-run/names";
import { logMetrics } from "../metrics/log-based";
import type { Metric } from "../metrics/metric";
import { failedLogsOf } from "../metrics/request-log";
import { userRequests } from "../metrics/user-requests";
import { percent } from "../percent";
import type { Labels } from "../promql";

/** Service level indicator: the events that an objective counts, and which of them are bad. */
export type Indicator = {
  readonly metric: Metric;
  /** Labels that select all events. */
  readonly labels: Labels;
  /** Name of the events, in the plural. */
  readonly events: "requests" | "connections" | "turns" | "audio sessions";
  /** Verb for a bad event: `fail`. */
  readonly bad: string;
  /** Cloud Logging filter for bad events. */
  readonly logs: string;
} & (
  | { readonly kind: "ratio"; /** Counts the bad ones, under the same labels. */ readonly badMetric: Metric }
  | { readonly kind: "distribution"; /** Values beyond it are bad; in the metric's unit. */ readonly max: number }
);

/** Service level objective: a share of good events over a rolling period. */
export interface Slo {
  readonly service: Service;
  readonly key: "availability" | "latency" | "quality";
  /** Such as `99.5 % of requests do not fail`. */
  readonly title: string;
  readonly goal: number;
  readonly periodDays: number;
  readonly indicator: Indicator;
}

/** Every objective of an environment, in the order of its services. */
export const slosOf = (environment: Environment): Slo[] =>
  environment.services.flatMap((service) => serviceSlos(environment, service));

/** A service's objectives: availability and latency, and audio quality for a WebSocket service. */
export function serviceSlos(environment: Environment, service: Service): Slo[] {
  const { periodDays, availability, latency, quality } = service.objectives;
  const slo = (key: Slo["key"], goal: number, indicator: Indicator, good: string): Slo => ({
    service,
    key,
    title: `${percent(goal)} of ${indicator.events} ${good}`,
    goal,
    periodDays,
    indicator,
  });
  return [
    slo("availability", availability, availabilityIndicator(environment, service), "do not fail"),
    slo(
      "latency",
      latency.goal,
      latencyIndicator(environment, service),
      `take no longer than ${latency.milliseconds} ms`,
    ),
    ...(service.websocket
      ? [
          slo(
            "quality",
            quality.goal,
            qualityIndicator(environment, service),
            `lose less than ${percent(quality.packetLossRatio)} of their packets`,
          ),
        ]
      : []),
  ];
}

/** Full resource name of an objective in Cloud Monitoring. */
export const sloName = (environment: Environment, { service, key }: Pick<Slo, "service" | "key">): string =>
  `projects/${environment.project.number}/services/${sloServiceId(environment, service)}/serviceLevelObjectives/${key}`;

/** Filter of a burn-rate chart. Google, "Retrieving SLO data". */
export const burnRateFilter = (environment: Environment, slo: Pick<Slo, "service" | "key">, seconds: number): string =>
  `select_slo_burn_rate("${sloName(environment, slo)}", "${seconds}s")`;

const availabilityIndicator = (environment: Environment, service: Service): Indicator => ({
  kind: "ratio",
  metric: userRequests.all,
  labels: { service_name: serviceName(environment, service) },
  badMetric: userRequests.failed,
  events: service.websocket ? "connections" : "requests",
  bad: "fail",
  logs: failedLogsOf(environment, service),
});

function latencyIndicator(environment: Environment, service: Service): Indicator {
  const { milliseconds } = service.objectives.latency;
  const { metric, labels, event } = latencySignal(environment, service);
  return {
    kind: "distribution",
    metric,
    labels,
    max: inUnitOf(metric, milliseconds),
    events: `${event}s`,
    bad: `take longer than ${milliseconds} ms`,
    logs: slowerLogs(environment, service, milliseconds),
  };
}

function qualityIndicator(environment: Environment, service: Service): Indicator {
  const { packetLossRatio } = service.objectives.quality;
  const { message, metrics } = audioSessionEnded;
  return {
    kind: "distribution",
    metric: logMetrics.packetLoss,
    labels: { service_name: serviceName(environment, service) },
    max: packetLossRatio,
    events: "audio sessions",
    bad: `lose ${percent(packetLossRatio)} or more of their packets`,
    logs: `${serviceLogs(environment, service)} AND jsonPayload.message="${message}" AND jsonPayload.${metrics.packetLoss.field}>=${packetLossRatio}`,
  };
}
