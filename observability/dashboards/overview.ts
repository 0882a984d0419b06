import type { Environment, Service } from "../../contract/environment";
import { isRouted } from "../../contract/routes";
import type { Alert } from "../alerts/alert";
import { logMetrics } from "../metrics/log-based";
import type { Metric } from "../metrics/metric";
import { userRequests } from "../metrics/user-requests";
import { uptime } from "../../constructs/cloud-monitoring/metrics";
import { loadBalancerTiles } from "../../constructs/load-balancing/tiles";
import { series, window } from "../promql";
import { slosOf, type Slo } from "../slos/slo";
import { subjectTitle } from "../subject";
import { overviewKey, type Dashboard } from "./dashboard";
import type { Tile } from "./grid";
import { alertChart, alertsAbout, promqlConditions } from "./limits";
import { overviewLinks, runbookLinks } from "./links";
import { sloTiles } from "./slo-tiles";
import { dependencyTiles } from "./dependency-tiles";
import { chartWindowSeconds, perMinute } from "./queries";
import { healthLine, uptimeTile } from "./service-users";
import { incidents, scorecard, text } from "./tiles";
import { openConnections, websocketTiles } from "./websocket-tiles";

/** The overview dashboard: what is wrong, where, and which page to open next. */
export function overviewDashboard(environment: Environment, alerts: readonly Alert[]): Dashboard {
  const sockets = environment.services.filter(({ websocket }) => websocket);
  const slos = slosOf(environment);
  return {
    key: overviewKey,
    title: "Overview",
    sections: [
      {
        title: "Is anything wrong?",
        subtitle: `${environment.name}, project ${environment.project.id}`,
        tiles: [
          text("Start here", overviewLinks(environment)),
          incidents("Open incidents"),
          ...product(environment, sockets, alerts),
          ...glance(environment, alerts),
          ...health(environment, alerts),
        ],
      },
      {
        title: "Real-time WebSocket",
        subtitle: sockets.map(({ title }) => title).join(", "),
        tiles: [
          ...alertChart(
            latencyAlerts(alerts, true),
            { title: "Turn latency (p95): end of speech to first audio", axis: "time of a turn", unit: "ms" },
            byTitle,
          ),
          ...websocketTiles(environment, sockets, alerts),
        ],
      },
      { title: "Front door", subtitle: "Load balancer and Cloud Armor", tiles: loadBalancerTiles(environment) },
      {
        title: "SLO tracking",
        subtitle: "Error budgets and how fast they burn",
        tiles: [...new Set(slos.map(({ key }) => key))].flatMap((key) =>
          sloTiles(
            environment,
            slos.filter((slo) => slo.key === key),
            key,
            ({ service }: Slo) => service.title,
          ),
        ),
      },
      {
        title: "Stores, queues and model",
        subtitle: "What every service depends on",
        tiles: dependencyTiles(environment, alerts),
      },
      {
        title: "Runbooks",
        subtitle: "For every alert of this environment",
        tiles: [text("Runbooks", runbookLinks(environment, alerts), 48)],
      },
    ],
  };
}

const byTitle = ({ subject }: Alert): string => subjectTitle(subject);

const latencyAlerts = (alerts: readonly Alert[], websocket: boolean): Alert[] =>
  alertsAbout(alerts, ["latency-p95"]).filter(
    ({ subject }) => subject.kind === "service" && subject.service.websocket === websocket,
  );

/** Scorecards of what the product does: sessions, turns, open connections, and the model that answers; none without a WebSocket service. */
function product(environment: Environment, sockets: readonly Service[], alerts: readonly Alert[]): Tile[] {
  if (sockets.length === 0) return [];
  const [model] = alertsAbout(alerts, ["model-errors"]).flatMap(promqlConditions);
  return [
    scorecard("Sessions started a minute", "1/min", perMinute(series(environment, logMetrics.sessionsStarted, {}))),
    scorecard("Turns answered a minute", "1/min", perMinute(series(environment, logMetrics.turnLatency, {}, "_count"))),
    scorecard("Open connections (estimated)", "1", sockets.map((one) => openConnections(environment, one)).join(" + ")),
    ...(model === undefined
      ? []
      : [scorecard("Calls of the model that fail", "10^2.%", model.value, red([model.threshold], "Pages"))]),
  ];
}

const red = (values: readonly number[], label: string): Parameters<typeof scorecard>[3] =>
  values.map((value) => ({ value, label, color: "RED", direction: "ABOVE" }));

/** Four scorecards that summarize the state of the environment. */
function glance(environment: Environment, alerts: readonly Alert[]): Tile[] {
  const least = (kind: string): number[] => {
    const thresholds = alertsAbout(alerts, [kind])
      .flatMap(promqlConditions)
      .map(({ threshold }) => threshold);
    return thresholds.length === 0 ? [] : [Math.min(...thresholds)];
  };
  const perService = (metric: Metric): string =>
    `sum by (service_name) (rate(${series(environment, metric, {})}[${window(chartWindowSeconds)}]))`;
  const [speech] = alertsAbout(alerts, ["speech-spend"]).flatMap(promqlConditions);
  return [
    scorecard("Requests of users a minute", "1/min", perMinute(series(environment, userRequests.all, {}))),
    scorecard(
      "Error rate of the worst service",
      "10^2.%",
      `max(${perService(userRequests.failed)} / ${perService(userRequests.all)})`,
      red(least("error-ratio"), "Pages"),
    ),
    scorecard(
      "Locations that fail to reach the worst service",
      "1",
      `max(sum by (check_id) (1 - min by (check_id, checker_location) (${series(environment, uptime.checkPassed, {})})))`,
      red(least("uptime"), "Pages"),
    ),
    ...(speech === undefined
      ? []
      : [
          scorecard("Spend on speech within 24 h, US dollars", "{USD}", speech.value, [
            { value: speech.threshold, label: "Ticket", color: "YELLOW", direction: "ABOVE" },
            {
              value: environment.textToSpeech.dailyLimitUsd,
              label: "The application stops speaking",
              color: "RED",
              direction: "ABOVE",
            },
          ]),
        ]),
  ];
}

/** Charts with one line per service, so that a failing service is easy to see. */
function health(environment: Environment, alerts: readonly Alert[]): Tile[] {
  return [
    ...alertChart(
      alertsAbout(alerts, ["error-ratio"]),
      { title: "Error rate: requests and connections that failed", axis: "share of requests", unit: "10^2.%" },
      byTitle,
    ),
    ...alertChart(
      latencyAlerts(alerts, false),
      { title: "Request latency (p95)", axis: "time of a request", unit: userRequests.latency.unit },
      byTitle,
    ),
    uptimeTile(
      environment.services.filter(isRouted).map((service) => healthLine(environment, service)),
      alertsAbout(alerts, ["uptime"]),
    ),
    ...alertChart(
      alertsAbout(alerts, ["instance-saturation"]),
      { title: "Instances that serve, of the most there may be", axis: "share of the limit", unit: "10^2.%" },
      byTitle,
    ),
  ];
}
