import type { Environment, Service } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { cloudRun } from "../../constructs/cloud-run/metrics";
import { serviceName } from "../../constructs/cloud-run/names";
import { logMetrics } from "../metrics/log-based";
import { quantile, series } from "../promql";
import { subjectTitle } from "../subject";
import type { Tile } from "./grid";
import { alertChart, alertsAbout, mergeLimits } from "./limits";
import { chartWindowSeconds, mean, perMinute, perMinuteBy, total } from "./queries";
import { chart, type Limit, type Line } from "./tiles";

type Labels = { readonly service_name: string };

/**
 * Open WebSocket connections of a service. Google has no metric for them. The closest is
 * the maximum number of concurrent requests of an instance within a minute, averaged over
 * the active instances and multiplied by their number.
 */
export function openConnections(environment: Environment, service: Service): string {
  const serving = { service_name: serviceName(environment, service), state: "active" };
  return `${mean(environment, cloudRun.maxRequestConcurrencies, serving)} * ${total(environment, cloudRun.instanceCount, serving)}`;
}

/** Tiles on the WebSocket connections of some services: their number, close reasons and audio quality. */
export function websocketTiles(
  environment: Environment,
  services: readonly Service[],
  alerts: readonly Alert[],
): Tile[] {
  if (services.length === 0) return [];
  const names = services.map((service) => serviceName(environment, service)).join("|");
  return [
    chart({
      title: "Open WebSocket connections (proxy, estimated)",
      axis: "connections",
      unit: "1",
      lines: services.map((service) => ({ legend: service.title, query: openConnections(environment, service) })),
      limits: limits(services, "Planned peak", ({ peakSessions }) => peakSessions!),
    }),
    chart({
      title: "WebSocket connections closed a minute, by reason",
      axis: "connections a minute",
      unit: "1/min",
      lines: [
        {
          query: perMinuteBy("reason", series(environment, logMetrics.websocketCloses, { service_name: `=~${names}` })),
        },
      ],
      plot: "STACKED_AREA",
    }),
    ...alertChart(
      services.flatMap((service) => alertsAbout(alerts, ["websocket-disconnections"], { kind: "service", service })),
      { title: "WebSocket connections that broke", axis: "share of closed connections", unit: "10^2.%" },
      ({ subject }) => subjectTitle(subject),
    ),
    chart({
      title: "Packet loss of audio sessions (p95)",
      axis: "share of packets",
      unit: "10^2.%",
      lines: lines(environment, services, (labels) =>
        quantile(environment, 0.95, logMetrics.packetLoss, labels, chartWindowSeconds),
      ),
      limits: limits(
        services,
        "A session with more is a bad one",
        ({ objectives }) => objectives.quality.packetLossRatio,
      ),
    }),
  ];
}

/** Tiles on the new connections of one service and their distribution over instances. */
export const connectionTiles = (environment: Environment, service: Service): Tile[] => [
  chart({
    title: "Connections on the fullest instances (proxy, p99)",
    axis: "connections of an instance",
    unit: "1",
    lines: lines(environment, [service], (labels) =>
      quantile(environment, 0.99, cloudRun.maxRequestConcurrencies, labels, chartWindowSeconds),
    ),
    limits: limits([service], "An instance is full", ({ concurrency }) => concurrency),
  }),
  chart({
    title: "Audio sessions started a minute",
    axis: "sessions a minute",
    unit: "1/min",
    lines: lines(environment, [service], (labels) =>
      perMinute(series(environment, logMetrics.sessionsStarted, labels)),
    ),
  }),
];

const lines = (environment: Environment, services: readonly Service[], query: (labels: Labels) => string): Line[] =>
  services.map((service) => ({
    legend: service.title,
    query: query({ service_name: serviceName(environment, service) }),
  }));

const limits = (services: readonly Service[], label: string, value: (service: Service) => number): Limit[] =>
  mergeLimits(services.map((service) => ({ label, value: value(service), whose: service.slug })));
