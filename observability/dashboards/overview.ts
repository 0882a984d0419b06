import type { Environment } from "../../contract/environment";
import { isRouted } from "../../contract/routes";
import type { Alert } from "../alerts/alert";
import type { Metric } from "../metrics/metric";
import { userRequests } from "../metrics/user-requests";
import { uptime } from "../../constructs/cloud-monitoring/metrics";
import { serviceHost } from "../../constructs/load-balancing/names";
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
import { websocketTiles } from "./websocket-tiles";

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

/** Four scorecards that summarize the state of the environment. */
function glance(environment: Environment, alerts: readonly Alert[]): Tile[] {
  const least = (kind: string): number[] => {
    const thresholds = alertsAbout(alerts, [kind])
      .flatMap(promqlConditions)
      .map(({ threshold }) => threshold);
    return thresholds.length === 0 ? [] : [Math.min(...thresholds)];
  };
  const red = (values: number[], label: string): Parameters<typeof scorecard>[3] =>
    values.map((value) => ({ value, label, color: "RED", direction: "ABOVE" }));
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
      "Locations that fail to reach the worst host",
      "1",
      `max(sum by (host) (1 - min by (host, checker_location) (${series(environment, uptime.checkPassed, {})})))`,
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
  const hosts = environment.services.filter(isRouted).map(({ route }) => serviceHost(environment, route));
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
      [...new Set(hosts)].sort().map((host) => healthLine(environment, host)),
      alertsAbout(alerts, ["uptime"]),
    ),
    ...alertChart(
      alertsAbout(alerts, ["instance-saturation"]),
      { title: "Instances that serve, of the most there may be", axis: "share of the limit", unit: "10^2.%" },
      byTitle,
    ),
  ];
}
