import { describe, expect, test } from "vitest";
import { baseline, estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { costPage } from "../../tools/cost/page";
import { referenceEnvironments } from "../reference/all";
import { environment, faultsOf } from "../support/environments";
import { stackJson } from "../support/stacks";

const page = costPage(referenceEnvironments());

/** Cells of the first row of a section whose first cell says so. */
function row(section: string, first: string): string[] {
  const text = page.split(/^#+ /m).find((part) => part.startsWith(`${section}\n`))!;
  const line = text.split("\n").find((one) => one.startsWith("|") && one.split("|")[1]!.trim() === first);
  expect([section, first, line !== undefined]).toEqual([section, first, true]);
  return line!
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

const comparison = "The audio service in prod";

describe("the estimate beside the documents", () => {
  test("R-277 R-278 has a line for each of the table, with its figure and its total", () => {
    const documented = [
      ["Cloud Run, audio service", "1,770.00", "655.73"],
      ["Load balancer", "58.00", "68.65"],
      ["Vertex AI", "8,275.00", "43,430.00"],
      ["Firestore", "48.00", "40.18"],
      ["Cloud Logging", "250.00", "240.00"],
      ["Cloud Monitoring", "129.00", "108.11"],
    ];
    for (const [title, theirs, ours] of documented) {
      const [documentedUsd, usd, wrong] = row(comparison, title!);
      expect([documentedUsd, usd]).toEqual([theirs, ours]);
      expect(wrong).not.toBe("");
    }
    expect(row(comparison, "**Total**")).toEqual(["**10,530.00**", "**44,542.67**", ""]);
    expect(1770 + 58 + 8275 + 48 + 250 + 129).toBe(10_530);
  });

  test("R-278 says on what each line rests", () => {
    expect(page).toContain("beyond 50 free GiB");
    expect(environment("prod").usage.logs.entryGib).toBe(500);
  });

  test("R-279 computes what the listed savings leave, and quotes no optimized total of its own", () => {
    expect(page).toContain(
      "002 lists savings of 1,894.00 to 3,114.00, which leave 7,416.00 to 8,636.00; it writes 8,200.00 to 8,900.00. This page names no optimized total",
    );
  });

  test("R-280 gives an hour of conversation beside 0.35 dollars", () => {
    expect(row("An hour of conversation", "002")).toEqual(["10,530.00", "0.35"]);
    expect(row("An hour of conversation", "The model alone")).toEqual(["43,430.00", "1.45"]);
    expect(row("An hour of conversation", "The lines of 002's table")).toEqual(["44,542.67", "1.48"]);
    expect(page).toContain("stand for about 30,100 hours");
  });

  test("R-288 computes committed use at 28, 46 and 17 %, and buys none", () => {
    const [instances, discount, one, three] = row("Savings", "Instance-based");
    expect([instances, discount, one, three]).toEqual(["1,047.65", "28 % and 46 %", "293.34", "481.92"]);
    expect(row("Savings", "Request-based")).toEqual(["83.65", "17 %", "14.22", "14.22"]);
    for (const layer of ["foundation", "data", "runtime", "operations"])
      expect(JSON.stringify(stackJson(`prod-${layer}`).json)).not.toContain("commitment");
  });

  test("R-187 shows GPU nodes at the list price and as spot machines", () => {
    expect(row("GPU nodes", "prod: tts").slice(1)).toEqual(["2,190", "0.54", "0.22", "1,182.60", "473.04"]);
  });

  test("R-295 R-296 shows each environment beside its figure, and prod without traffic", () => {
    const section = "Each environment";
    expect(row(section, "`prod`")).toEqual([
      "without traffic",
      "1,000.00 to 2,000.00",
      totalUsd(baseline(environment("prod"))).toLocaleString("en-US", { minimumFractionDigits: 2 }),
      "34.65 more",
    ]);
    expect(row(section, "`staging`").slice(0, 2)).toEqual(["with its usage", "200.00 to 400.00"]);
    expect(row(section, "`dev`").slice(0, 2)).toEqual(["with its usage", "50.00 to 100.00"]);
  });
});

describe("unit prices", () => {
  const { usd } = prices.runInstanceCpu;

  test("R-281 R-282 are those of both ways in which Cloud Run is billed, and the always-allocated services use theirs", () => {
    expect(usd).toEqual({ "us-central1": 0.000018 });
    expect(prices.runRequestCpu.usd).toEqual({ "us-central1": 0.000024 });
    expect(prices.runInstanceMemory.usd).toEqual({ "us-central1": 0.000002 });
    expect(prices.runRequestMemory.usd).toEqual({ "us-central1": 0.0000025 });
    const kept = (key: string): number => estimate(environment("prod")).find((line) => line.key === key)!.unitUsd;
    expect(kept("run/audio/kept")).toBeCloseTo(3600 * (2 * 0.000018 + 0.000002), 10);
    expect(kept("run/media/kept")).toBeCloseTo(3600 * (2 * 0.000018 + 2 * 0.000002), 10);
    expect(kept("run/rest/busy")).toBeCloseTo(3600 * (0.000024 + 0.5 * 0.0000025), 10);
  });

  test("R-283 have the forwarding rules beside the data", () => {
    expect([prices.balancedData.usd, prices.forwardingRules.usd]).toEqual([
      { "us-central1": 0.008 },
      { global: 0.025 },
    ]);
  });

  test("R-284 are tokens by modality; 0.10 and 0.30 stand on the page alone", () => {
    const { audioInputTokens, audioOutputTokens, textInputTokens, textOutputTokens } = prices;
    const figures = [audioInputTokens, audioOutputTokens, textInputTokens, textOutputTokens].map(
      ({ usd: { global }, per }) => [global, per],
    );
    expect(figures).toEqual([
      [3, 1_000_000],
      [12, 1_000_000],
      [0.5, 1_000_000],
      [2, 1_000_000],
    ]);
    expect(row("Unit prices of the requirements", "Vertex AI input")[0]).toBe("0.10 per million tokens");
    expect(row("Unit prices of the requirements", "Vertex AI output")[0]).toBe("0.30 per million tokens");
  });

  test("R-285 of Firestore are a region's, with a date and a source", () => {
    expect(row("Prices", "documentReads")).toEqual([
      "0.03 per 100,000 x document",
      "us-central1",
      "Firestore pricing",
      "2026-11-21",
      "quoted",
    ]);
    expect(prices.documentWrites.usd).toEqual({ "us-central1": 0.09, nam5: 0.18 });
    expect(estimate(environment("prod")).find(({ key }) => key === "firestore/reads")!.unitUsd).toBeCloseTo(3e-7, 15);
  });

  test("R-286 of logs are 0.50 a GiB", () => {
    expect(prices.logs).toMatchObject({ usd: { global: 0.5 }, unit: "GiB", per: 1 });
  });

  test("R-287 of speech are 16 a million characters", () => {
    expect(prices.speechCharacters).toMatchObject({ usd: { global: 16 }, unit: "character", per: 1_000_000 });
  });
});

describe("budgets", () => {
  const budget = (name: string) => stackJson(`${name}-operations`).one("google_billing_budget");

  test("R-292 R-294 R-295 of 11,000, 100 and 400 would not pay what is declared, so each is higher", () => {
    const documented = { dev: 100, staging: 400, prod: 11_000 };
    for (const name of ["dev", "staging", "prod"] as const)
      expect(faultsOf(name, (spec) => (spec.budget.monthlyUsd = documented[name]))).toEqual([
        expect.stringContaining(`budget.monthlyUsd: ${documented[name]} is less than`),
      ]);
    const amounts = ["dev", "staging", "prod"].map((name) => budget(name).amount.specified_amount.units);
    expect(amounts).toEqual(["270", "1250", "61500"]);
  });

  test("R-231 R-238 R-292 R-293 warn at 80, 100, 120 and 150 % of a month of the project, by e-mail", () => {
    const { threshold_rules, budget_filter, all_updates_rule } = budget("prod");
    expect(threshold_rules.map((rule: any) => [rule.threshold_percent, rule.spend_basis])).toEqual([
      [0.8, "CURRENT_SPEND"],
      [1, "CURRENT_SPEND"],
      [1.2, "FORECASTED_SPEND"],
      [1.5, "CURRENT_SPEND"],
    ]);
    expect(budget_filter).toEqual({ projects: ["projects/100000000003"], calendar_period: "MONTH" });
    const channels = stackJson("prod-operations").all("google_monitoring_notification_channel");
    const told = all_updates_rule.monitoring_notification_channels as string[];
    expect(told).toHaveLength(3);
    for (const name of told) {
      const id = /^\$\{google_monitoring_notification_channel\.(.+)\.name\}$/.exec(name)![1]!;
      expect(channels[id]!.type).toBe("email");
    }
    const providers = stackJson("prod-operations").json.provider.google as any[];
    expect(
      providers.map(({ alias, billing_project, user_project_override }) => [
        alias,
        billing_project,
        user_project_override,
      ]),
    ).toEqual([
      [undefined, undefined, undefined],
      ["budget", "parley-audio-prod", true],
    ]);
  });
});
