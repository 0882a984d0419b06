import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { referenceEnvironments } from "../reference/all";
import { estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import type { Environment } from "../../contract/environment";
import { limitIssues } from "../../tools/cost/limits";
import { dollars, percent, price, quantity } from "../../tools/cost/money";
import { costPage } from "../../tools/cost/page";
import { environment } from "../support/environments";

const root = join(__dirname, "..", "..");

describe("docs/cost.md", () => {
  test("is as prettier would write it", () => {
    const page = costPage(referenceEnvironments());
    const bin = join(root, "node_modules", "prettier", "bin", "prettier.cjs");
    const args = [bin, "--no-config", "--parser=markdown", "--print-width=120"];
    expect(spawnSync(process.execPath, args, { input: page, encoding: "utf8" }).stdout).toBe(page);
  });

  test("is not changed by a figure that costs nothing", () => {
    const renamed = referenceEnvironments().map((one) => ({ ...one, domain: "other.example.com" }));
    expect(costPage(renamed)).toBe(costPage(referenceEnvironments()));
  });
});

describe("the first environment", () => {
  const [dev, staging, prod] = referenceEnvironments() as [Environment, Environment, Environment];
  const dear = environment("dev", (spec) => (spec.usage.speechCharacters = 20_000_000));

  test("R-294 is cheap enough", () => {
    expect(limitIssues([dev, staging, prod])).toEqual([]);
    expect(totalUsd(estimate(dev))).toBeLessThan(500);
    expect(totalUsd(estimate(dev))).toBeLessThan(0.1 * totalUsd(estimate(prod)));
  });

  test("R-294 is refused where it costs 500 dollars", () => {
    expect(limitIssues([dear, staging, prod])).toEqual([
      expect.stringMatching(/^dev costs 5\d\d\.\d\d dollars a month and must stay below 500$/),
    ]);
  });

  test("R-294 is refused where it costs a tenth of the last", () => {
    const last = environment("prod", (spec) => {
      spec.usage = structuredClone(dev.usage);
    });
    expect(limitIssues([dev, last])).toEqual([
      expect.stringMatching(
        /^dev costs 21\d\.\d\d dollars a month and must stay below 10 % of prod, which are \d{3}\./,
      ),
    ]);
  });

  test("is not judged where it is the last one, too", () => {
    expect(limitIssues([dear])).toEqual([]);
    expect(limitIssues([])).toEqual([]);
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
