import { describe, expect, test } from "vitest";
import type { Environment } from "../../contract/environment";
import { alertName, type Alert, type LogCondition, type PromqlCondition } from "../../observability/alerts/alert";
import { cloudStorageAlerts } from "../../constructs/cloud-storage/alerts";
import { gkeAlerts } from "../../constructs/gke/alerts";
import { cloudSqlAlerts } from "../../constructs/cloud-sql/alerts";
import { firestoreAlerts } from "../../constructs/firestore/alerts";
import { iamAlerts } from "../../constructs/iam/alerts";
import { vertexAiAlerts } from "../../constructs/vertex-ai/alerts";
import { pubsubAlerts } from "../../constructs/pubsub/alerts";
import { cloudQuotasAlerts } from "../../constructs/cloud-quotas/alerts";
import { secretManagerAlerts } from "../../constructs/secret-manager/alerts";
import { textToSpeechAlerts } from "../../constructs/text-to-speech/alerts";
import { subjectKey } from "../../observability/subject";
import { environment } from "../support/environments";

const sources = [
  cloudStorageAlerts,
  gkeAlerts,
  cloudSqlAlerts,
  firestoreAlerts,
  iamAlerts,
  vertexAiAlerts,
  pubsubAlerts,
  cloudQuotasAlerts,
  secretManagerAlerts,
  textToSpeechAlerts,
];
const alertsOf = (of: Environment): Alert[] => sources.flatMap((source) => source(of));

describe.each(["dev", "staging", "prod"] as const)("alerts of the platform in %s", (name) => {
  const { textToSpeech, cloudSql, queues } = environment(name);
  const alertOf = (kind: string): Alert => alertsOf(environment(name)).find((alert) => alert.kind === kind)!;
  const promql = (kind: string, index = 0): PromqlCondition => alertOf(kind).conditions[index] as PromqlCondition;

  test("R-214 R-216 minutes of speech at a pace that spends the day's limit within 4 hours are noticed, by characters and by requests of an hour", () => {
    const dollarsInFourHours = 24 * promql("speech-usage-spike").threshold * 0.000016;
    expect(dollarsInFourHours).toBeCloseTo(textToSpeech.dailyLimitUsd, 2);
    expect(promql("speech-usage-spike").value).toContain("tts_characters_sum");
    expect(promql("speech-usage-spike", 1)).toMatchObject({ comparison: ">", forSeconds: 300 });
    expect(promql("speech-usage-spike", 1).value).toMatch(
      /api_request_count\{monitored_resource="consumed_api",project_id="[^"]+",service="texttospeech\.googleapis\.com"\}\[1h\]/,
    );
  });

  test("R-215 R-216 R-231 one limit stops the application and warns at 80 % of it, within a day", () => {
    expect(promql("speech-spend").threshold).toBeCloseTo(0.8 * textToSpeech.dailyLimitUsd, 10);
    expect(promql("speech-spend").value).toContain("[1d]");
    const { env } = environment(name).services.find(({ slug }) => slug === "conversation")!;
    expect(env.MAX_DAILY_COST).toEqual({ from: "textToSpeechDailyLimitUsd" });
  });

  test("R-230 R-302 failed model calls, throttled ones among them, and exceeded quotas wake somebody", () => {
    expect([alertOf("model-errors").severity, alertOf("quota-exceeded").severity]).toEqual(["page", "page"]);
    expect(promql("model-errors").value).toContain('response_code!~"2..|499"');
    expect(promql("quota-exceeded").value).toContain("quota_exceeded");
  });

  test("R-232 a database that does not answer, or has few connections left, is noticed", () => {
    expect(alertOf("database-down").severity).toBe("page");
    expect(promql("database-down")).toMatchObject({ comparison: "<", threshold: 1, forSeconds: 120 });
    expect(promql("database-connections").value).toContain(` / ${cloudSql!.maxConnections}`);
    expect(promql("database-connections").threshold).toBe(0.8);
  });

  test("R-233 the database's CPU above 80 % is noticed", () => {
    expect(promql("database-cpu")).toMatchObject({ comparison: ">", threshold: 0.8 });
  });

  test("R-235 more than 100 waiting messages for 10 minutes are noticed", () => {
    expect(queues.jobs!.backlogAlert).toBe(100);
    expect(promql("queue-backlog")).toMatchObject({ comparison: ">", threshold: 100, forSeconds: 600 });
  });

  test("R-236 a single dead letter is noticed", () => {
    expect(promql("dead-letters")).toMatchObject({ comparison: ">", threshold: 0 });
    expect(promql("dead-letters").value).toContain('"jobs-dlq-sub"');
  });

  test("R-239 a cache that answers fewer than 70 % of its lookups is noticed", () => {
    expect(alertOf("cache-hit-ratio").severity).toBe("ticket");
    expect(promql("cache-hit-ratio")).toMatchObject({ comparison: "<", threshold: 0.7 });
  });

  test("each alert is one of its kind, subject and aspect, and has a title of its own", () => {
    const ids = alertsOf(environment(name)).map(({ kind, subject, aspect }) =>
      [kind, subjectKey(subject), aspect].join("/"),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const titles = alertsOf(environment(name)).map(alertName);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("each alert starts from the logs of its own project, says one sentence, and has as many conditions as Google takes", () => {
    for (const { meaning, logs, conditions } of alertsOf(environment(name))) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(logs).not.toBe("");
      expect(logs).not.toMatch(/undefined/);
      expect(conditions.length).toBeLessThanOrEqual(6);
    }
  });

  test("log conditions name the project's own logs, and PromQL ones hold for whole minutes", () => {
    const conditions = alertsOf(environment(name)).flatMap(({ conditions }): (PromqlCondition | LogCondition)[] => [
      ...conditions,
    ]);
    for (const condition of conditions) {
      if (condition.language === "log")
        expect(condition.filter).toContain(`logName="projects/parley-audio-${name}/logs/`);
      else expect(condition.forSeconds % 60).toBe(0);
    }
  });
});
