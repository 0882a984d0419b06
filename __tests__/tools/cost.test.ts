import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { referenceEnvironments } from "../reference/all";
import { estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import type { Environment } from "../../contract/environment";
import { limitFaults } from "../../tools/cost/limits";
import { dollars, percent, price, quantity } from "../../tools/cost/money";
import { costPage } from "../../tools/cost/page";
import { runCost } from "../../tools/cost/run";
import { environment } from "../support/environments";
import { pretty } from "../support/prettier";

const root = join(__dirname, "..", "..");
const empty = (): string => join(mkdtempSync(join(tmpdir(), "parley-cost-")), "cost.md");

function run(
  args: string[],
  file: string,
  environments: readonly Environment[] = referenceEnvironments(),
): { code: number; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io = { file, out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  return { code: runCost(args, environments, io), out, err };
}

describe("docs/cost.md", () => {
  test("says what the environments say; if this fails: npm run cost", () => {
    expect(run(["--check"], join(root, "docs", "cost.md"))).toEqual({
      code: 0,
      out: ["docs/cost.md is up to date"],
      err: [],
    });
  });

  test("is as prettier would write it", async () => {
    const page = costPage(referenceEnvironments());
    expect(await pretty(page)).toBe(page);
  });
});

describe("npm run cost", () => {
  test("writes the page, and then finds it up to date", () => {
    const file = empty();
    expect(run([], file).out).toEqual(["docs/cost.md is written; read what changed before you commit it"]);
    expect(readFileSync(file, "utf8")).toBe(costPage(referenceEnvironments()));
    expect(run([], file)).toEqual({ code: 0, out: ["docs/cost.md is up to date"], err: [] });
    expect(run(["--check"], file).code).toBe(0);
  });

  test("says that a page is stale without writing it", () => {
    const [missing, stale] = [empty(), empty()];
    writeFileSync(stale, "old");
    for (const file of [missing, stale]) {
      const { code, err } = run(["--check"], file);
      expect(code).toBe(1);
      expect(err.join()).toContain("write it with: npm run cost");
    }
    expect(existsSync(missing)).toBe(false);
    expect(readFileSync(stale, "utf8")).toBe("old");
  });

  test.each([[["--chek"]], [["--check", "--check"]], [["prod"]]])("does nothing if called with %j", (args) => {
    const file = empty();
    expect(run(args, file).code).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  test("is not run by a change of a figure that costs nothing", () => {
    const renamed = referenceEnvironments().map((one) => ({ ...one, domain: "other.example.com" }));
    expect(costPage(renamed)).toBe(costPage(referenceEnvironments()));
  });
});

describe("the first environment", () => {
  const [dev, staging, prod] = referenceEnvironments() as [Environment, Environment, Environment];
  const dear = environment("dev", (spec) => (spec.usage.speechCharacters = 20_000_000));

  test("R-294 is cheap enough", () => {
    expect(limitFaults([dev, staging, prod])).toEqual([]);
    expect(totalUsd(estimate(dev))).toBeLessThan(500);
    expect(totalUsd(estimate(dev))).toBeLessThan(0.1 * totalUsd(estimate(prod)));
  });

  test("R-294 fails the command where it costs 500 dollars", () => {
    const file = empty();
    const { code, err } = run([], file, [dear, staging, prod]);
    expect(code).toBe(1);
    expect(err).toEqual([expect.stringMatching(/^dev costs 5\d\d\.\d\d dollars a month and must stay below 500$/)]);
    expect(existsSync(file)).toBe(true);
    expect(run(["--check"], file, [dear, staging, prod]).code).toBe(1);
  });

  test("R-294 fails the command where it costs a tenth of the last", () => {
    const last = environment("prod", (spec) => {
      spec.usage = structuredClone(dev.usage);
    });
    expect(limitFaults([dev, last])).toEqual([
      expect.stringMatching(
        /^dev costs 21\d\.\d\d dollars a month and must stay below 10 % of prod, which are \d{3}\./,
      ),
    ]);
  });

  test("is not judged where it is the last one, too", () => {
    expect(limitFaults([dear])).toEqual([]);
    expect(limitFaults([])).toEqual([]);
  });
});

describe("a figure on the page", () => {
  test("is grouped by thousands and keeps the places that matter", () => {
    expect([0, 5, 999.5, 1000, 1234567.891].map(dollars)).toEqual([
      "0.00",
      "5.00",
      "999.50",
      "1,000.00",
      "1,234,567.89",
    ]);
    expect([0, 7.0972, 2_700_000_000].map(quantity)).toEqual(["0", "7.1", "2,700,000,000"]);
    expect([3e-7, 0.0413, 40, 100, 0.025].map(price)).toEqual(["0.0000003", "0.0413", "40", "100", "0.025"]);
    expect([0.794, 1, 0].map(percent)).toEqual(["79 %", "100 %", "0 %"]);
  });

  test("is the same number without its commas", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (cents) => {
        expect(Number(dollars(cents / 100).replaceAll(",", ""))).toBe(cents / 100);
      }),
    );
  });
});
