import { describe, expect, test } from "vitest";
import { cloudStorageAlerts } from "../../../constructs/cloud-storage/alerts";
import { environment } from "../../support/environments";

describe("the alerts of caches", () => {
  test("are one for each bucket that is a cache, and for no other", () => {
    expect(
      cloudStorageAlerts(environment("prod")).map(({ kind, subject, severity }) => ({ kind, subject, severity })),
    ).toEqual(
      ["audio-cache", "conversation-cache"].map((key) => ({
        kind: "cache-hit-ratio",
        subject: { kind: "cache", key },
        severity: "ticket",
      })),
    );
  });

  test("count the misses, since a cache without a hit has no series of hits", () => {
    const lookups =
      'logging_googleapis_com:user_cache_lookups{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",cache="audio-cache"';
    expect(cloudStorageAlerts(environment("prod"))[0]!.conditions).toEqual([
      {
        language: "promql",
        title: "fewer than 70 % of lookups are hits",
        value: `1 - sum(increase(${lookups},result="miss"}[1h])) / sum(increase(${lookups}}[1h]))`,
        comparison: "<",
        threshold: 0.7,
        guards: [`sum(increase(${lookups}}[1h])) >= 100`],
        forSeconds: 1800,
      },
    ]);
  });

  test("come with a further cache", () => {
    const further = environment("prod", (_, catalog) => {
      catalog.buckets["voice-cache"] = { contents: "cache", expireAfterDays: 7 };
    });
    expect(cloudStorageAlerts(further).map(({ subject }) => "key" in subject && subject.key)).toEqual([
      "audio-cache",
      "conversation-cache",
      "voice-cache",
    ]);
  });
});
