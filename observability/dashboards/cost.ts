import { daySeconds, hourSeconds } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { cloudRun } from "../../constructs/cloud-run/metrics";
import { cloudStorage } from "../../constructs/cloud-storage/metrics";
import { firestore } from "../../constructs/firestore/metrics";
import { kubernetes } from "../../constructs/gke/metrics";
import { loadBalancing } from "../../constructs/load-balancing/metrics";
import { logMetrics } from "../metrics/log-based";
import { logging } from "../../constructs/cloud-logging/metrics";
import { serviceName } from "../../constructs/cloud-run/names";
import { bucketName } from "../../constructs/cloud-storage/names";
import { clusterName } from "../../constructs/gke/names";
import { gkeTiles } from "../../constructs/gke/tiles";
import { loadBalancerName } from "../../constructs/load-balancing/names";
import { increase, rate, series, window } from "../promql";
import { costKey, type Dashboard } from "./dashboard";
import type { Tile } from "./grid";
import { alertsAbout, promqlConditions, limitsOf } from "./limits";
import { costLinks, runbookLinks } from "./links";
import { tokensTile } from "../../constructs/vertex-ai/tiles";
import { chartWindowSeconds, total } from "./queries";
import { chart, text } from "./tiles";

/** Dashboard on the drivers of cost in real time; the bill itself is a day late. */
export function costDashboard(environment: Environment, alerts: readonly Alert[]): Dashboard {
  return {
    key: costKey,
    title: "Cost",
    sections: [
      {
        title: "Cost analysis",
        subtitle: "Speech, the first to surprise",
        tiles: [
          text("Where the bill is", costLinks(environment), 24),
          text(
            "Runbooks",
            runbookLinks(environment, alertsAbout(alerts, ["speech-spend", "speech-usage-spike", "cache-hit-ratio"])),
            24,
          ),
          ...speechTiles(environment, alerts),
        ],
      },
      {
        title: "Model and machines",
        subtitle: "Tokens, instances and GPUs",
        tiles: [
          ...(environment.services.some(({ calls }) => calls.includes("vertex-ai")) ? [tokensTile(environment)] : []),
          chart({
            title: "Cloud Run instances that are billed, by service",
            axis: "instances",
            unit: "1",
            lines: environment.services.map((service) => ({
              legend: service.title,
              query: rate(
                series(environment, cloudRun.billableInstanceTime, { service_name: serviceName(environment, service) }),
                chartWindowSeconds,
              ),
            })),
          }),
          ...gpuNodesTile(environment),
          ...gkeTiles(environment),
        ],
      },
      { title: "Data", subtitle: "Logs, objects, documents, traffic", tiles: dataTiles(environment) },
      { title: "What it was spent on", subtitle: "Figures of the business", tiles: businessTiles(environment) },
    ],
  };
}

function speechTiles(environment: Environment, alerts: readonly Alert[]): Tile[] {
  const { dailyLimitUsd } = environment.textToSpeech;
  const spend = alertsAbout(alerts, ["speech-spend"]);
  return [
    ...spend.flatMap(promqlConditions).map(({ value }) =>
      chart({
        title: "Spend on speech within 24 h, US dollars",
        axis: "US dollars",
        unit: "{USD}",
        lines: [{ legend: "spent", query: value }],
        limits: [...limitsOf(spend), { value: dailyLimitUsd, label: "The application stops speaking" }],
      }),
    ),
    ...alertsAbout(alerts, ["speech-usage-spike"])
      .flatMap(promqlConditions)
      .map(({ title, value, threshold }) =>
        chart({
          title: `Speech: ticket at ${title}`,
          axis: "characters or requests",
          unit: "1",
          lines: [{ legend: "used", query: value }],
          limits: [{ value: threshold, label: "Ticket: Spike in speech usage" }],
        }),
      ),
  ];
}

function gpuNodesTile(environment: Environment): Tile[] {
  if (environment.cluster === undefined) return [];
  const gpus = series(environment, kubernetes.gpuDutyCycle, { cluster_name: clusterName(environment) });
  return [
    chart({
      title: "Nodes with GPUs",
      axis: "nodes",
      unit: "1",
      lines: [{ legend: "nodes", query: `count(count by (node_name) (${gpus}))` }],
    }),
  ];
}

const dataTiles = (environment: Environment): Tile[] => [
  chart({
    title: "Log volume within a day, by what wrote it",
    axis: "bytes",
    unit: "By",
    lines: [
      {
        query: `sum by (resource_type) (increase(${series(environment, logging.bytesIngested, {})}[${window(daySeconds)}]))`,
      },
    ],
    plot: "STACKED_AREA",
  }),
  chart({
    title: "Size of buckets (measured once a day)",
    axis: "bytes",
    unit: "By",
    lines: Object.keys(environment.buckets)
      .sort()
      .map((key) => ({
        legend: key,
        query: total(environment, cloudStorage.bytes, { bucket_name: bucketName(environment, key) }),
      })),
    plot: "STACKED_AREA",
  }),
  ...(environment.firestore === undefined
    ? []
    : [
        chart({
          title: "Firestore documents read and written within an hour",
          axis: "documents",
          unit: "1",
          lines: [
            {
              legend: "read",
              query: increase(
                series(environment, firestore.documentReads, { database_id: environment.firestore.databaseId }),
                hourSeconds,
              ),
            },
            {
              legend: "written",
              query: increase(
                series(environment, firestore.documentWrites, { database_id: environment.firestore.databaseId }),
                hourSeconds,
              ),
            },
          ],
        }),
      ]),
  chart({
    title: "Traffic that the load balancer sends to users",
    axis: "bytes a second",
    unit: "By/s",
    lines: [
      {
        legend: "sent",
        query: rate(
          series(environment, loadBalancing.responseBytes, { url_map_name: loadBalancerName(environment, "routing") }),
          chartWindowSeconds,
        ),
      },
    ],
  }),
];

const businessTiles = (environment: Environment): Tile[] => [
  ...(environment.services.some(({ websocket }) => websocket)
    ? [
        chart({
          title: "Audio sessions started within an hour",
          axis: "sessions",
          unit: "1",
          lines: [
            { legend: "sessions", query: increase(series(environment, logMetrics.sessionsStarted, {}), hourSeconds) },
          ],
        }),
      ]
    : []),
  chart({
    title: "Conversations generated within an hour",
    axis: "conversations",
    unit: "1",
    lines: [
      {
        legend: "conversations",
        query: increase(series(environment, logMetrics.conversationsGenerated, {}), hourSeconds),
      },
    ],
  }),
  ...(Object.keys(environment.queues).length > 0
    ? [
        chart({
          title: "Media jobs completed within an hour, by outcome",
          axis: "jobs",
          unit: "1",
          lines: [
            {
              query: `sum by (outcome) (increase(${series(environment, logMetrics.jobsCompleted, {})}[${window(hourSeconds)}]))`,
            },
          ],
          plot: "STACKED_AREA",
        }),
      ]
    : []),
];
