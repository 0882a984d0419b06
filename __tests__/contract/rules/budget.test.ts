import { describe, expect, test } from "vitest";
import { estimate } from "../../../contract/cost/estimate";
import { totalUsd } from "../../../contract/cost/line";
import { environment, issuesOf } from "../../support/environments";

describe("the budget", () => {
  test.each(["dev", "staging", "prod"] as const)("of %s covers the estimate, and a dollar less would not", (name) => {
    const least = Math.ceil(totalUsd(estimate(environment(name))));
    const withBudget = (usd: number): string[] => issuesOf(name, (spec) => (spec.budget.monthlyUsd = usd));
    expect(withBudget(least)).toEqual([]);
    expect(withBudget(least - 1)).toHaveLength(1);
  });

  test("that is too low is refused with the lines that weigh most and the least that would do", () => {
    expect(issuesOf("prod", (spec) => (spec.budget.monthlyUsd = 11_000))).toEqual([
      "environments/prod.ts: budget.monthlyUsd: 11000 is less than the 48807.92 dollars a month that what is declared here costs, most of all Vertex AI 'Audio of earlier turns, heard again' with 21600.00, Vertex AI 'Audio spoken' with 12960.00, Vertex AI 'Audio heard' with 8100.00; raise it to 48808 or more, or correct usage",
    ]);
  });

  test("is too low for what somebody adds", () => {
    const [issue, ...others] = issuesOf("dev", (spec) => {
      spec.budget.monthlyUsd = 329;
      spec.usage.speechCharacters = 10_000_000;
    });
    expect(others).toEqual([]);
    expect(issue).toContain("most of all Text-to-Speech 'Characters spoken' with 160.00");
  });

  test("may be as high as anybody likes", () => {
    expect(issuesOf("dev", (spec) => (spec.budget.monthlyUsd = 1_000_000))).toEqual([]);
  });
});

describe("expected usage", () => {
  test("names services and pools that there are", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.usage.services.adio = { requests: 1, averageSeconds: 1 };
        spec.usage.gpuNodeHours.lipsync = 1;
      }),
    ).toEqual([
      "environments/prod.ts: usage.services.adio: no service 'adio' in catalog.ts; did you mean 'audio'?",
      "environments/prod.ts: usage.gpuNodeHours.lipsync: no pool 'lipsync' in cluster.gpuPools; did you mean 'lip-sync'?",
    ]);
  });

  test("of a pool where there is no cluster is refused", () => {
    expect(issuesOf("dev", (spec) => (spec.usage.gpuNodeHours = { tts: 1 }))).toEqual([
      "environments/dev.ts: usage.gpuNodeHours.tts: no pool 'tts' in cluster.gpuPools",
    ]);
  });

  test("may name no service at all", () => {
    expect(issuesOf("prod", (spec) => (spec.usage.services = {}))).toEqual([]);
  });

  test.each([
    [
      (usage: any) => (usage.services.audio.averageSeconds = 0),
      "usage.services.audio.averageSeconds: must be more than 0, got 0",
    ],
    [(usage: any) => (usage.speechCharacters = -1), "usage.speechCharacters"],
    [(usage: any) => (usage.modelTokens.audioInput = 1.5), "usage.modelTokens.audioInput"],
    [(usage: any) => delete usage.traffic, "usage.traffic"],
    [(usage: any) => (usage.logs.entryGib = "10"), "usage.logs.entryGib: expected number, got '10'"],
  ])("is a number that can be (%#)", (change, start) => {
    const issues = issuesOf("prod", (spec) => change(spec.usage));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain(`environments/prod.ts: ${start}`);
  });
});
