import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { kubernetes } from "../../constructs/gke/metrics";
import { clusterName } from "../../constructs/gke/names";
import { loadBalancing } from "../../constructs/load-balancing/metrics";
import { loadBalancerName } from "../../constructs/load-balancing/names";
import { series } from "../promql";
import type { Tile } from "./grid";
import { alertChart, alertsAbout } from "./limits";
import { throttledTile } from "../../constructs/vertex-ai/tiles";
import { perMinuteBy } from "./queries";
import { backlogTiles, connectionsTile, databaseLoadTile } from "./store-tiles";
import { chart } from "./tiles";

/** What the world asks for, and what is refused at the door. */
export const frontDoorTiles = (environment: Environment): Tile[] => [
  chart({
    title: "Load balancer: requests a minute, by status",
    axis: "requests a minute",
    unit: "1/min",
    lines: [
      {
        query: perMinuteBy(
          "response_code_class",
          series(loadBalancing.requestCount, { url_map_name: loadBalancerName(environment, "routing") }),
        ),
      },
    ],
    plot: "STACKED_AREA",
  }),
  ...(environment.cloudArmor.enabled
    ? [
        chart({
          title: "Cloud Armor: requests a minute, blocked or not",
          axis: "requests a minute",
          unit: "1/min",
          lines: [{ query: perMinuteBy("blocked", series(loadBalancing.securityPolicyRequests, {})) }],
          plot: "STACKED_AREA",
        }),
      ]
    : []),
];

/** What services wait for when they are slow themselves. */
export const backendTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  ...backlogTiles(alerts),
  ...connectionsTile(environment, Object.keys(environment.databases).sort(), alerts),
  ...databaseLoadTile(alerts),
  ...alertChart(
    alertsAbout(alerts, ["firestore-errors"]),
    { title: "Firestore: requests that failed", axis: "share of requests", unit: "10^2.%" },
    () => "failed",
  ),
  ...throttledTile(alerts),
  ...alertChart(alertsAbout(alerts, ["quota-exceeded"]), {
    title: "Quotas that requests went over",
    axis: "1: exceeded",
    unit: "1",
  }),
  ...gpuTiles(environment),
];

/** Whether GPUs work: the figure by which a HorizontalPodAutoscaler scales workloads. */
export function gpuTiles(environment: Environment): Tile[] {
  if (environment.cluster === undefined) return [];
  const busy = series(kubernetes.gpuDutyCycle, { cluster_name: clusterName(environment) });
  return [
    chart({
      title: "GPU duty cycle: time in which GPUs were busy",
      axis: "percent of the time",
      unit: "%",
      lines: [
        { legend: "average", query: `avg(${busy})` },
        { legend: "busiest", query: `max(${busy})` },
      ],
    }),
  ];
}
