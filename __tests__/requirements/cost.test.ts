import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baseline, estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import { committedUse, prices, pricesOf } from "../../contract/cost/prices";
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

const dollars = (usd: number): string =>
  usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const figure = (cell: string): number => Number(cell.replaceAll(/[*,]/g, ""));

const prod = environment("prod");
/** Dollars of the lines of prod whose keys start so. */
const usdOf = (...starts: string[]): number =>
  totalUsd(estimate(prod).filter(({ key }) => starts.some((start) => key.startsWith(start))));

describe("docs/cost-comparison.md", () => {
  const section = "The audio service in prod";
  /** Lines of 002's table, with its figure and the lines of the estimate that mean the same. */
  const documented = [
    ["Cloud Run, audio service", 1770, "run/audio/"],
    ["Load balancer", 58, "load-balancer/"],
    ["Vertex AI", 8275, "model/"],
    ["Firestore", 48, "firestore/"],
    ["Cloud Logging", 250, "logging/"],
    ["Cloud Monitoring", 129, "monitoring/"],
  ] as const;
  const sameScope = usdOf(...documented.map(([, , start]) => start));

  test("has the prices of the table's date, and says that it is of the tests' environments", () => {
    expect(comparison).toContain(`with prices of ${pricesOf},`);
    expect(comparison).toContain("the tests' reference environments in `__tests__/reference/`, not of `environments/`");
  });

  test("R-277 R-278 has a line for each of the table, with its figure and its total", () => {
    const lines = documented.map(([title, usd, start]) => [title, dollars(usd), dollars(usdOf(start))]);
    const total = ["**Total**", "**10,530.00**", `**${dollars(sameScope)}**`];
    expect(rows(comparison, section).map((cells) => cells.slice(0, 3))).toEqual([...lines, total]);
    for (const [title] of documented) expect([title, row(comparison, section, title)[2]]).not.toEqual([title, ""]);
    expect(documented.reduce((sum, [, usd]) => sum + usd, 0)).toBe(10_530);
    const rest = dollars(totalUsd(estimate(prod)) - sameScope);
    expect(comparison).toContain(`The other lines of the estimate, ${rest} in all, are in no table`);
    expect(prod.services.find(({ slug }) => slug === "audio")!.concurrency * 50).toBe(750);
  });

  test("R-278 says on what each line rests", () => {
    expect(page).toContain("beyond 50 free GiB");
    expect(prod.usage.logs.entryGib).toBe(500);
  });

  test("R-279 computes what the listed savings leave, and quotes no optimized total of its own", () => {
    const sums = [1, 2].map((column) =>
      rows(comparison, "Savings").reduce((sum, cells) => sum + figure(cells[column]!), 0),
    );
    expect(sums).toEqual([1894, 3114]);
    expect([10_530 - sums[1]!, 10_530 - sums[0]!]).toEqual([7416, 8636]);
    expect(comparison).toContain(
      "002 lists savings of 1,894.00 to 3,114.00. They leave 7,416.00 to 8,636.00 of its 10,530.00, but 002 writes 8,200.00 to 8,900.00. This page names no optimized total",
    );
  });

  test("R-279 R-288 says what each of the listed savings would be here", () => {
    const here = (saving: string): string => row(comparison, "Savings", saving)[2]!;
    const { instanceBased, requestBased } = committedUse;
    const kept = usdOf("run/audio/", "run/media/", "run/realtime/");
    const byRequest = usdOf("run/") - kept;
    const saved = (["oneYear", "threeYears"] as const).map(
      (term) => kept * instanceBased[term] + byRequest * requestBased[term],
    );
    expect(here("Committed use of Cloud Run")).toContain(
      `${dollars(saved[0]!)} for one year, ${dollars(saved[1]!)} for three`,
    );
    expect(here("Committed use of Cloud Run")).toContain("28, 46 and 17 %, not 20 and 37");
    expect(here("Enterprise pricing of Vertex AI")).toContain(
      `15 to 25 % would be ${dollars(usdOf("model/") * 0.15)} to ${dollars(usdOf("model/") * 0.25)}`,
    );
    expect(here("Log retention of 7 days")).toContain(
      `cost ${dollars(usdOf("logging/retention"))}; an entry that is excluded saves its ${dollars(prices.logs.usd["global"]!)} a GiB`,
    );
    expect(comparison).toContain(`half of it saves ${dollars(usdOf("model/audio-context") / 2)}.`);
  });

  test("R-280 gives an hour of conversation beside 0.35 dollars", () => {
    const { requests, averageSeconds } = prod.usage.services["audio"]!;
    const hours = (requests * averageSeconds) / 3600;
    const scope = (title: string, usd: number): string[] => [title, dollars(usd), dollars(usd / hours)];
    expect(rows(comparison, "An hour of conversation")).toEqual([
      ["002", "10,530.00", "0.35"],
      scope("The model alone", usdOf("model/")),
      scope("The lines of 002's table", sameScope),
      scope("Everything in prod", totalUsd(estimate(prod))),
    ]);
    expect(comparison).toContain(`${hours.toLocaleString("en-US")} hours of audio sessions are expected`);
    expect(Math.round(10_530 / 0.35 / 100)).toBe(301);
    expect(comparison).toContain("pay for about 30,100 hours");
  });

  test("R-295 R-296 shows each environment beside its figure, and prod without traffic", () => {
    const environments = [
      ["dev", "with its usage", 50, 100, totalUsd(estimate(environment("dev")))],
      ["staging", "with its usage", 200, 400, totalUsd(estimate(environment("staging")))],
      ["prod", "without traffic", 1000, 2000, totalUsd(baseline(prod))],
    ] as const;
    expect(rows(comparison, "Each environment")).toEqual(
      environments.map(([name, scope, least, most, usd]) => [
        `\`${name}\``,
        scope,
        `${dollars(least)} to ${dollars(most)}`,
        dollars(usd),
        `${dollars(usd - most)} more`,
      ]),
    );
  });

  test("R-281 R-282 R-283 R-284 R-285 R-286 R-287 has the unit prices of the table beside the documents'", () => {
    const here: readonly (readonly [string, string, keyof typeof prices, number, string])[] = [
      ["Cloud Run CPU", "0.000024 per vCPU-second", "runInstanceCpu", 1, "vCPU-second"],
      ["Cloud Run memory", "0.0000025 per GB-second", "runInstanceMemory", 1, "GiB-second"],
      ["Load balancer data", "0.008 per GB", "balancedData", 1, "GiB"],
      ["Vertex AI input", "0.10 per million tokens", "audioInputTokens", 1_000_000, "million tokens"],
      ["Vertex AI output", "0.30 per million tokens", "audioOutputTokens", 1_000_000, "million tokens"],
      ["Firestore storage", "0.18 per GB", "documentStorage", 1, "GiB-month"],
      ["Firestore reads", "0.06 per 100,000", "documentReads", 100_000, "100,000"],
      ["Firestore writes", "0.18 per 100,000", "documentWrites", 100_000, "100,000"],
      ["Cloud Logging", "0.50 per GB", "logs", 1, "GiB"],
      ["Speech", "0.000016 per second", "speechCharacters", 1_000_000, "million characters"],
    ];
    const priced = (cell: string): [number, string] => {
      const [usd, unit] = cell.split(" per ") as [string, string];
      return [figure(usd), unit];
    };
    const table = rows(comparison, "Unit prices of the requirements");
    expect(table.map(([title, theirs, ours]) => [title, theirs, ...priced(ours!)])).toEqual(
      here.map(([title, theirs, name, per, unit]) => {
        const { usd } = prices[name] as { usd: Readonly<Record<string, number>> };
        expect([name, prices[name].per]).toEqual([name, per]);
        return [title, theirs, usd["us-central1"] ?? usd["global"], unit];
      }),
    );
  });
});

describe("docs/cost.md", () => {
  test("R-288 computes committed use at 28, 46 and 17 %, and buys none", () => {
    const figures = (billing: string): string[] => row(page, "Committed use", billing);
    expect(figures("prod: CPU always allocated")).toEqual(["1,047.65", "28 % and 46 %", "293.34", "481.92"]);
    expect(figures("prod: billed by request")).toEqual(["83.65", "17 %", "14.22", "14.22"]);
    for (const layer of ["foundation", "data", "runtime", "operations"])
      expect(JSON.stringify(stackJson(`prod-${layer}`).json)).not.toContain("commitment");
  });

  test("R-187 shows GPU nodes at the list price and as spot machines", () => {
    expect(row(page, "GPU nodes", "prod: tts").slice(1)).toEqual(["2,190", "0.54", "0.22", "1,182.60", "473.04"]);
  });

  test("R-292 R-296 shows what prod costs with its users, without a user, and its budget", () => {
    const [usd, bare, budget] = row(page, "Cost", "`prod`");
    expect([usd, bare, budget]).toEqual([
      dollars(totalUsd(estimate(prod))),
      dollars(totalUsd(baseline(prod))),
      "61,500.00",
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
  const budget = (name: string) => stackJson(`${name}-operations`).one("google_billing_budget");

  test("R-292 R-294 R-295 of 11,000, 100 and 400 would not pay what is declared, so each is higher", () => {
    const documented = { dev: 100, staging: 400, prod: 11_000 };
    for (const name of ["dev", "staging", "prod"] as const)
      expect(issuesOf(name, (spec) => (spec.budget.monthlyUsd = documented[name]))).toEqual([
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
