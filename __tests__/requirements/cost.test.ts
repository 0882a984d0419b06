import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baseline, estimate } from "../../contract/cost/estimate";
import { warnings } from "../../contract/warnings";
import { totalUsd, type CostLine } from "../../contract/cost/line";
import { committedUse, prices } from "../../contract/cost/prices";
import { about } from "../../contract/about";
import { cases } from "../../contract/figure";
import { aboutUsd, dollars, price } from "../../tools/cost/money";
import { costPage } from "../../tools/cost/page";
import { referenceEnvironments } from "../reference/all";
import { environment, issuesOf } from "../support/environments";
import { stackJson } from "../support/stacks";

/** As `npm run update` would write it for the reference environments. */
const page = costPage(referenceEnvironments());
/** Written by hand, with figures of the same environments. */
const comparison = readFileSync(join(__dirname, "../../docs/cost-comparison.md"), "utf8");

/** Cells of each row of a section's table, the head left out. */
function rows(of: string, section: string): string[][] {
  const text = of.split(/^#+ /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Cells after the first one of the first row that starts with it. */
function row(of: string, section: string, first: string): string[] {
  const found = rows(of, section).find(([cell]) => cell === first);
  expect([section, first, found !== undefined]).toEqual([section, first, true]);
  return found!.slice(1);
}

const prod = environment("prod");
/** Dollars of the lines of prod whose keys start so. */
const usdOf = (...starts: string[]): number =>
  totalUsd(estimate(prod).filter(({ key }) => starts.some((start) => key.startsWith(start))));

describe("docs/cost-comparison.md", () => {
  const [low, expected, high] = cases.map((one) => estimate(prod, one)) as [CostLine[], CostLine[], CostLine[]];
  /** Lines of 002's table, with its figure and the lines of the estimate that mean the same. */
  const documented = [
    ["Cloud Run, audio service", "1,770 for Cloud Run", 1770, "run/audio/"],
    ["Load balancer", "58 for the load balancer", 58, "load-balancer/"],
    ["Vertex AI", "8,275 for Vertex AI", 8275, "model/"],
    ["Firestore", "48 for Firestore", 48, "firestore/"],
    ["Cloud Logging", "250 for logs", 250, "logging/"],
    ["Cloud Monitoring", "129 for monitoring", 129, "monitoring/"],
  ] as const;
  const inScope = (lines: readonly CostLine[]): number =>
    totalUsd(lines.filter(({ key }) => documented.some(([, , , start]) => key.startsWith(start))));

  test("says that it is of the tests' environments, and sets each figure beside the documents' once, in prose", () => {
    expect(comparison).toContain("the tests' reference environments in `__tests__/reference/`, not of `environments/`");
    expect(comparison).not.toMatch(/^\|/m);
    for (const [title, theirs, , start] of documented) {
      expect(comparison).toContain(theirs);
      expect(comparison.split(`- ${title}: ${aboutUsd(usdOf(start))}. `)).toHaveLength(2);
    }
  });

  test("R-277 R-278 has a line for each of the table, with its figure and its total", () => {
    expect(documented.reduce((sum, [, , usd]) => sum + usd, 0)).toBe(10_530);
    expect(comparison).toContain("its table comes to 10,530: ");
    expect(comparison).toContain(
      `The same lines are estimated at ${aboutUsd(inScope(expected))}, with ${aboutUsd(inScope(low))} as the least and ${aboutUsd(inScope(high))} as the most.`,
    );
    const rest = aboutUsd(totalUsd(expected) - inScope(expected));
    expect(comparison).toContain(`The other lines of the estimate, ${rest} in all, are in no table`);
    expect(prod.services.find(({ slug }) => slug === "audio")!.concurrency * 50).toBe(750);
  });

  test("R-278 says on what each line rests", () => {
    expect(page).toContain("beyond 50 free GiB");
    expect(prod.usage.logs.entryGib).toBe(500);
    expect(row(page, "prod", "what always runs, without any user").at(-2)).toBe(aboutUsd(totalUsd(baseline(prod))));
    // 21,600 rest on the window: half of it is 38,000 in all, twice as much 71,000. Without session hours none is paid.
    expect(row(page, "prod", "`usage.voice.contextTokens`")).toEqual([
      "2,000",
      "4,000",
      "8,000",
      "22,000",
      "38,000 to 71,000",
    ]);
    expect(row(page, "prod", "`usage.voice.turnsPerMinute`").slice(3)).toEqual(["22,000", "38,000 to 110,000"]);
    expect(row(page, "prod", "`usage.services.audio.sessionHours`")).toEqual(["", "30,000", "", "44,000", ""]);
  });

  test("R-279 computes what the listed savings leave, and quotes no optimized total of its own", () => {
    const savings = [456, 1241, 10, 187].reduce((sum, usd) => sum + usd, 0);
    const most = [843, 2069, 15, 187].reduce((sum, usd) => sum + usd, 0);
    expect([savings, most, 10_530 - most, 10_530 - savings]).toEqual([1894, 3114, 7416, 8636]);
    expect(comparison).toContain(
      "002 lists savings of 1,894 to 3,114. They leave 7,416 to 8,636 of its 10,530, but 002 writes 8,200 to 8,900. This page names no optimized total",
    );
    for (const hoped of ["456 to 843", "1,241 to 2,069", "10 to 15", "187"])
      expect(comparison).toContain(`002 hopes for ${hoped}. `);
  });

  test("R-279 R-288 says what each of the listed savings would be here", () => {
    const { instanceBased, requestBased } = committedUse;
    const kept = usdOf("run/audio/", "run/media/", "run/realtime/");
    const byRequest = usdOf("run/") - kept;
    const saved = (["oneYear", "threeYears"] as const).map((term) =>
      aboutUsd(kept * instanceBased[term] + byRequest * requestBased[term]),
    );
    expect(comparison).toContain(
      `prod would save ${saved[0]} for one year and ${saved[1]} for three: Google gives 28, 46 and 17 %, not 20 and 37`,
    );
    expect(comparison).toContain(
      `15 to 25 % would be ${aboutUsd(usdOf("model/") * 0.15)} to ${aboutUsd(usdOf("model/") * 0.25)}`,
    );
    expect(comparison).toContain(
      `cost ${aboutUsd(usdOf("logging/retention"))}; an entry that is excluded saves its ${dollars(prices.logs.usd["global"]!)} a GiB`,
    );
    expect(comparison).toContain(`half of it saves ${aboutUsd(usdOf("model/audio-context") / 2)}.`);
  });

  test("R-280 gives an hour of conversation beside 0.35 dollars", () => {
    const hours = prod.usage.services["audio"]!.sessionHours as number;
    const anHour = [usdOf("model/"), inScope(expected), totalUsd(expected)].map((usd) => about(usd / hours));
    expect(Math.round(10_530 / 0.35 / 100)).toBe(301);
    expect(comparison).toContain(
      `002 gives 0.35 dollars an hour, so its 10,530 pay for about 30,100 hours; ${hours.toLocaleString("en-US")} are expected in prod. Here an hour costs ${anHour[0]} dollars for the model alone, ${anHour[1]} with the other lines of 002's table and ${anHour[2]} with everything in prod.`,
    );
  });

  test("R-295 R-296 shows each environment beside its figure, and prod without traffic", () => {
    expect(comparison).toContain("50 to 100 dollars for dev, 200 to 400 for staging and 1,000 to 2,000 for prod");
    const used = (name: "dev" | "staging"): string => aboutUsd(totalUsd(estimate(environment(name))));
    expect(comparison).toContain(
      `With its usage dev is estimated at ${used("dev")} and staging at ${used("staging")}; prod without a user is estimated at ${aboutUsd(totalUsd(baseline(prod)))}.`,
    );
  });

  test("R-281 R-282 R-283 R-284 R-285 R-286 R-287 has the unit prices of the table beside the documents'", () => {
    const usd = (name: keyof typeof prices): string => {
      const of = prices[name].usd as Readonly<Record<string, number>>;
      return price(of["us-central1"] ?? of["global"]!);
    };
    const prose = comparison.split("## Unit prices of the requirements")[1]!;
    for (const sentence of [
      `0.000024 dollars a vCPU-second and 0.0000025 a GB-second there, and ${usd("runInstanceCpu")} and ${usd("runInstanceMemory")} a GiB-second here`,
      `Data through the load balancer is ${usd("balancedData")} a GB in both`,
      `0.10 to read and 0.30 to write there, and ${usd("audioInputTokens")} to hear and ${usd("audioOutputTokens")} to speak here`,
      `0.18 a GB, 0.06 for 100,000 reads and 0.18 for 100,000 writes there, and ${usd("documentStorage")}, ${usd("documentReads")} and ${usd("documentWrites")} here`,
      `Logs are ${dollars(prices.logs.usd["global"]!)} a GB in both`,
      `0.000016 a second there; Google bills ${usd("speechCharacters")} dollars a million characters`,
    ])
      expect(prose).toContain(sentence);
  });
});

describe("docs/cost.md", () => {
  test("R-288 computes committed use at 28, 46 and 17 %, and buys none", () => {
    const figures = (billing: string): string[] => row(page, "Committed use", billing);
    expect(figures("prod: CPU always allocated")).toEqual(["1,000", "28 % and 46 %", "290", "480"]);
    expect(figures("prod: billed by request")).toEqual(["84", "17 %", "14", "14"]);
    for (const layer of ["foundation", "data", "runtime", "operations"])
      expect(JSON.stringify(stackJson(`prod-${layer}`).json)).not.toContain("commitment");
  });

  test("R-187 shows GPU nodes at the list price and as spot machines", () => {
    expect(row(page, "GPU nodes", "prod: tts").slice(1)).toEqual(["2,190", "0.54", "0.22", "1,200", "470"]);
  });

  test("R-292 R-296 shows what prod costs with its users, without a user, and its budgets", () => {
    expect(row(page, "Cost", "`prod`")).toEqual([
      ...cases.map((one) => aboutUsd(totalUsd(estimate(prod, one)))),
      aboutUsd(totalUsd(baseline(prod))),
      "11,000",
      "2,750",
    ]);
    expect(row(page, "Cost", "`prod`, the model alone")).toEqual([
      "24,000",
      "44,000",
      "180,000",
      "0",
      "10,000",
      "2,500",
    ]);
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

  test("R-284 are tokens by modality, and never the documents' 0.10 and 0.30", () => {
    const { audioInputTokens, audioOutputTokens, instructionTokens, textInputTokens, textOutputTokens } = prices;
    const figures = [audioInputTokens, audioOutputTokens, instructionTokens, textInputTokens, textOutputTokens].map(
      ({ usd: { global }, per }) => [global, per],
    );
    expect(figures).toEqual([
      [3, 1_000_000],
      [12, 1_000_000],
      [0.75, 1_000_000],
      [0.3, 1_000_000],
      [2.5, 1_000_000],
    ]);
  });

  test("R-285 of Firestore are a region's, with a date and a source", () => {
    expect(row(page, "Prices", "documentReads")).toEqual([
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
  const budget = (name: string, title = "monthly budget") =>
    Object.values(stackJson(`${name}-operations`).all("google_billing_budget")).find(({ display_name }) =>
      (display_name as string).endsWith(title),
    )!;

  test("R-292 R-294 R-295 of 11,000, 100 and 400 are accepted in words; prod has 11,000", () => {
    const documented = { dev: 100, staging: 400, prod: 11_000 };
    for (const name of ["dev", "staging", "prod"] as const) {
      expect(issuesOf(name, (spec) => (spec.budget.monthlyUsd = documented[name]))).toEqual([]);
      expect(warnings([environment(name, (spec) => (spec.budget.monthlyUsd = documented[name]))])).toEqual([]);
    }
    const amounts = ["dev", "staging", "prod"].map((name) => budget(name).amount.specified_amount.units);
    expect(amounts).toEqual(["270", "1250", "11000"]);
  });

  test("R-231 R-238 R-292 R-293 warn at 25, 50, 80, 100, 120 and 150 % of a month of the project, by e-mail", () => {
    const { threshold_rules, budget_filter, all_updates_rule } = budget("prod");
    expect(threshold_rules.map((rule: any) => [rule.threshold_percent, rule.spend_basis])).toEqual([
      [0.25, "CURRENT_SPEND"],
      [0.5, "CURRENT_SPEND"],
      [0.8, "CURRENT_SPEND"],
      [1, "CURRENT_SPEND"],
      [1, "FORECASTED_SPEND"],
      [1.2, "FORECASTED_SPEND"],
      [1.5, "CURRENT_SPEND"],
    ]);
    expect(budget("prod", "budget of the model")).toMatchObject({ threshold_rules, all_updates_rule });
    expect(budget("prod", "budget of the model").budget_filter).toEqual({
      ...budget_filter,
      services: ["services/C7E2-9256-1C43"],
    });
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
