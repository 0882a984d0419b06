import { serviceName } from "../../constructs/cloud-run/names";
import type { Environment, Service } from "../../contract/environment";
import type { Alert } from "../alerts/alert";
import { cloudSql } from "../../constructs/cloud-sql/metrics";
import { databaseInstanceName, databaseName } from "../../constructs/cloud-sql/names";
import { cloudStorage } from "../../constructs/cloud-storage/metrics";
import { bucketName } from "../../constructs/cloud-storage/names";
import { logMetrics } from "../metrics/log-based";
import { pubsub } from "../../constructs/pubsub/metrics";
import { subscriptionName } from "../../constructs/pubsub/names";
import { series } from "../promql";
import { subjectKey } from "../subject";
import type { Tile } from "./grid";
import { alertChart, alertsAbout, limitsOf } from "./limits";
import { perMinute, perMinuteBy, percentiles, total } from "./queries";
import { chart, type Line } from "./tiles";

const byKey = ({ subject }: Alert): string => subjectKey(subject);

/** What waits in queues, and what nobody could do. */
export const backlogTiles = (alerts: readonly Alert[]): Tile[] => [
  ...alertChart(
    alertsAbout(alerts, ["queue-backlog"]),
    { title: "Queue length: messages that wait", axis: "messages", unit: "1" },
    byKey,
  ),
  ...alertChart(
    alertsAbout(alerts, ["queue-oldest-message"]),
    { title: "Age of the oldest message that waits", axis: "time", unit: "s" },
    byKey,
  ),
  ...alertChart(
    alertsAbout(alerts, ["dead-letters"]),
    { title: "Dead letters: messages that nobody could process", axis: "messages", unit: "1" },
    byKey,
  ),
];

/** How the jobs go that a service receives from queues. */
export function jobTiles(environment: Environment, service: Service): Tile[] {
  const labels = { service_name: serviceName(environment, service) };
  const subscriptions = Object.keys(service.queues).sort().map(subscriptionName).join("|");
  return [
    chart({
      title: "Attempts to deliver a message a minute, by answer",
      axis: "attempts a minute",
      unit: "1/min",
      lines: [
        {
          query: perMinuteBy("response_class", series(pubsub.pushRequests, { subscription_id: `=~${subscriptions}` })),
        },
      ],
      plot: "STACKED_AREA",
    }),
    chart({
      title: "Jobs that ended a minute, by outcome",
      axis: "jobs a minute",
      unit: "1/min",
      lines: [{ query: perMinuteBy("outcome", series(logMetrics.jobsCompleted, labels)) }],
      plot: "STACKED_AREA",
    }),
    chart({
      title: "Audio processing time: mixing the audio of a job",
      axis: "time",
      unit: "s",
      lines: percentiles(logMetrics.audioMixingDuration, labels, 50, 95),
    }),
  ];
}

/** Whether caches find what they are asked for, and what they hold. */
export function cacheTiles(environment: Environment, caches: readonly string[], alerts: readonly Alert[]): Tile[] {
  const lines = (query: (bucket: string) => string): Line[] =>
    caches.map((cache) => ({ legend: cache, query: query(bucketName(environment, cache)) }));
  return [
    ...alertChart(
      alertsAbout(alerts, ["cache-hit-ratio"]),
      { title: "Cache hit ratio; trouble is below the line", axis: "share of lookups", unit: "10^2.%" },
      byKey,
    ),
    chart({
      title: "Cache lookups a minute, hits and misses",
      axis: "lookups a minute",
      unit: "1/min",
      lines: caches.flatMap((cache) =>
        ["hit", "miss"].map((result) => ({
          legend: `${cache}: ${result}`,
          query: perMinute(series(logMetrics.cacheLookups, { cache, result })),
        })),
      ),
    }),
    chart({
      title: "Requests to the cache's bucket a minute",
      axis: "requests a minute",
      unit: "1/min",
      lines: lines((bucket) => perMinute(series(cloudStorage.requests, { bucket_name: bucket }))),
    }),
    chart({
      title: "Size of the cache (measured once a day)",
      axis: "bytes",
      unit: "By",
      lines: lines((bucket) => total(cloudStorage.bytes, { bucket_name: bucket })),
    }),
    chart({
      title: "Objects in the cache (measured once a day)",
      axis: "objects",
      unit: "1",
      lines: lines((bucket) => total(cloudStorage.objects, { bucket_name: bucket })),
    }),
  ];
}

/** Connections of one logical database, or of each, against what the instance takes. */
export function connectionsTile(
  environment: Environment,
  databases: readonly string[],
  alerts: readonly Alert[],
): Tile[] {
  const { database, project } = environment;
  if (database === undefined) return [];
  const instance = { database_id: `${project.id}:${databaseInstanceName(environment, database)}` };
  return [
    chart({
      title: `Active database connections, of ${database.maxConnections}`,
      axis: "connections",
      unit: "1",
      lines: [
        ...databases.map((key) => ({
          legend: databaseName(key),
          query: total(cloudSql.backends, { ...instance, database: databaseName(key) }),
        })),
        { legend: "all databases", query: total(cloudSql.backends, instance) },
      ],
      limits: limitsOf(alertsAbout(alerts, ["database-connections"]), database.maxConnections),
    }),
  ];
}

export const databaseLoadTile = (alerts: readonly Alert[]): Tile[] =>
  alertChart(
    alertsAbout(alerts, ["database-cpu", "database-disk"]),
    { title: "Database: CPU, and disk of what it may grow to", axis: "share of the limit", unit: "10^2.%" },
    ({ kind }) => (kind === "database-cpu" ? "CPU" : "disk"),
  );
