import type { Environment } from "../../contract/environment";
import { cacheLookup } from "../../log-contract/cache-lookup";
import { logMetrics } from "../../observability/metrics/log-based";
import { percent } from "../../observability/percent";
import { increase, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { contractLines } from "../../observability/alerts/log-filters";

/** Lowest acceptable hit ratio of a cache; below it the cache saves too little. */
const leastHits = 0.7;

const windowSeconds = 3600;

/** Number of lookups in the window below which the ratio is not meaningful. */
const fewestLookups = 100;

/** Alerts on a low cache hit ratio. */
export function cloudStorageAlerts(environment: Environment): Alert[] {
  return Object.keys(environment.buckets)
    .filter((key) => environment.buckets[key]?.contents === "cache")
    .sort()
    .map((key): Alert => {
      const lookups = increase(series(environment, logMetrics.cacheLookups, { cache: key }), windowSeconds);
      const misses = increase(
        series(environment, logMetrics.cacheLookups, { cache: key, result: "miss" }),
        windowSeconds,
      );
      return {
        kind: "cache-hit-ratio",
        subject: { kind: "cache", key },
        title: "Low hit ratio",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `fewer than ${percent(leastHits)} of lookups are hits`,
            // Calculated from the misses: a cache without a hit has no series of hits, and the query would return nothing.
            value: `1 - ${misses} / ${lookups}`,
            comparison: "<",
            threshold: leastHits,
            guards: [`${lookups} >= ${fewestLookups}`],
            forSeconds: 1800,
          },
        ],
        meaning: `Fewer than ${percent(leastHits)} of an hour's lookups were hits, for half an hour: what the cache should have is made and paid again.`,
        logs: `${contractLines(cacheLookup)} AND jsonPayload.cache="${key}" AND jsonPayload.result="miss"`,
      };
    });
}
