import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout, byKey } from "../../observability/dashboards/limits";
import { perMinute, total } from "../../observability/dashboards/queries";
import { chart, type Line } from "../../observability/dashboards/tiles";
import { logMetrics } from "../../observability/metrics/log-based";
import { series } from "../../observability/promql";
import { cloudStorage } from "./metrics";
import { bucketName } from "./names";

/** Dashboard tiles on the hit ratio, lookups, requests and size of caches. */
export function cloudStorageTiles(
  environment: Environment,
  caches: readonly string[],
  alerts: readonly Alert[],
): Tile[] {
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
          query: perMinute(series(environment, logMetrics.cacheLookups, { cache, result })),
        })),
      ),
    }),
    chart({
      title: "Requests to the cache's bucket a minute",
      axis: "requests a minute",
      unit: "1/min",
      lines: lines((bucket) => perMinute(series(environment, cloudStorage.requests, { bucket_name: bucket }))),
    }),
    chart({
      title: "Size of the cache (measured once a day)",
      axis: "bytes",
      unit: "By",
      lines: lines((bucket) => total(environment, cloudStorage.bytes, { bucket_name: bucket })),
    }),
    chart({
      title: "Objects in the cache (measured once a day)",
      axis: "objects",
      unit: "1",
      lines: lines((bucket) => total(environment, cloudStorage.objects, { bucket_name: bucket })),
    }),
  ];
}
