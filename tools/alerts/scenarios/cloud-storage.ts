import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";

const lookups = (cache: string, result: string, perMinute: number, resource = "cloud_run_revision"): InputSeries => ({
  series: `logging_googleapis_com:user_cache_lookups{monitored_resource="${resource}",service_name="parley-conversation",cache="${cache}",result="${result}"}`,
  values: `0+${perMinute}x100`,
});

/** Lookups a minute in an alert's cache, plus those in a cache without hits and on a developer's machine. */
function answered({ subject }: Alert, hits: number, misses: number): InputSeries[] {
  if (subject.kind !== "cache") throw new Error("not of a cache");
  return [
    ...(hits === 0 ? [] : [lookups(subject.key, "hit", hits)]),
    ...(misses === 0 ? [] : [lookups(subject.key, "miss", misses)]),
    lookups("thumbnail-cache", "miss", 1000),
    lookups(subject.key, "miss", 1000, "global"),
  ];
}

export const cloudStorageProofs: readonly Proof[] = [
  {
    kind: "cache-hit-ratio",
    scenarios: (_, alert) => [
      {
        title: "65 % of 10.2 lookups a minute hit; the 100th comes in minute 10",
        series: answered(alert, 6.63, 3.57),
        opensAtMinute: 40,
      },
      { title: "75 % hit", series: answered(alert, 7.5, 2.5) },
      { title: "nothing ever hits", series: answered(alert, 0, 10.2), opensAtMinute: 40 },
      { title: "everything hits", series: answered(alert, 10, 0) },
      { title: "half of 90 lookups an hour hit", series: answered(alert, 0.75, 0.75) },
    ],
  },
];
