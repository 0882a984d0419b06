import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { referenceEnvironments } from "../reference/all";
import { estimate } from "../../contract/cost/estimate";
import { totalUsd } from "../../contract/cost/line";
import { defineEnvironments } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { noUsage } from "../../contract/usage";
import { limitIssues } from "../../tools/cost/limits";
import { aboutUsd, dollars, percent, price, quantity } from "../../tools/cost/money";
import { costPage } from "../../tools/cost/page";
import { changed, reference } from "../support/adoption";
import { asOwn, onlyServices } from "../support/changes";
import { environment } from "../support/environments";
import { formatted } from "../support/formatted";

const headingsOf = (page: string): string[] => [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);

/** One environment with a service of another name and nothing else: no cluster, no database, no model. */
function ownEnvironment(): Environment {
  const { specs, catalog } = changed(reference, asOwn, onlyServices(["rest"]));
  const { rest } = catalog.services;
  const only = structuredClone(specs["prod"]!);
  only.name = "live";
  only.services = { shop: {} };
  only.usage = { ...noUsage, services: { shop: only.usage.services["rest"]! } };
  return defineEnvironments({ live: only }, { ...catalog, services: { shop: rest! } })[0]!;
}

describe("docs/cost.md", () => {
  test("is as the formatter would write it", async () => {
    const page = costPage(referenceEnvironments());
    expect(await formatted(page)).toBe(page);
  });

  test("has a section an environment, the GPU nodes, committed use and the prices", () => {
    expect(headingsOf(costPage(referenceEnvironments()))).toEqual([
      "Cost",
      "prod",
      "staging",
      "dev",
      "GPU nodes",
      "Committed use",
      "Prices",
    ]);
  });

  test("of somebody else's single environment says nothing of services, clusters and documents that are not theirs", async () => {
    const own = ownEnvironment();
    const page = costPage([own]);
    expect(headingsOf(page)).toEqual(["Cost", "live", "Committed use", "Prices"]);
    expect(page).toContain("shop: serving");
    expect(page).toContain(`**${aboutUsd(totalUsd(estimate(own)))}**`);
    expect(page).toMatch(/^\| live: billed by request +\|/m);
    expect(page).not.toContain("live: CPU always allocated");
    expect(page.split("## Prices")[0]).not.toMatch(
      /audio|\b(prod|staging|dev)\b|(?<![\d,.])00[0-4]\b|GPU|requirement/i,
    );
    expect(await formatted(page)).toBe(page);
  });

  test("of environments that deploy nothing to Cloud Run has no committed use", () => {
    const own = ownEnvironment();
    const external = { serviceName: "shop", accountEmail: "shop@own.test" };
    const elsewhere = { ...own, services: own.services.map((service) => ({ ...service, external })) };
    expect(headingsOf(costPage([elsewhere]))).toEqual(["Cost", "live", "Prices"]);
  });

  test("of any choice of the environments has one section each", () => {
    const all = referenceEnvironments();
    for (const chosen of [[], ...all.map((one) => [one]), all.slice(0, 2), all.slice(1)]) {
      const names = chosen.map(({ name }) => name).reverse();
      const headings = headingsOf(costPage(chosen));
      expect(headings.filter((heading) => ["dev", "staging", "prod"].includes(heading))).toEqual(names);
      expect(headings.includes("GPU nodes")).toBe(names.includes("prod"));
    }
  });

  test("of an environment without users is that of what always runs, and says nothing of assumptions", () => {
    const page = costPage([environment("prod", (spec) => (spec.usage = { services: {} }))]);
    expect(page).toMatch(/^\| `prod` +\| 2,000 +\| 2,000 +\| 2,000 +\| 2,000 +\| 11,000 +\| 2,750 +\|$/m);
    expect(page).not.toMatch(/Assumption|To check|Audio heard/);
  });

  test("says in words where a budget is far from the estimate", () => {
    const page = costPage([environment("prod", (spec) => (spec.budget.monthlyUsd = 500))]);
    expect(page).toContain("- **To check:** environments/prod.ts: budget.monthlyUsd: 500 is less than a fifth of");
  });

  test("is not changed by a figure that costs nothing", () => {
    const renamed = referenceEnvironments().map((one) => ({ ...one, domain: "other.example.com" }));
    expect(costPage(renamed)).toBe(costPage(referenceEnvironments()));
  });
});

describe("the first environment", () => {
  const [dev, staging, prod] = referenceEnvironments() as [Environment, Environment, Environment];
  const dear = environment("dev", (spec) => (spec.usage.speechCharacters = 24_000_000));

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
    const spoken = environment("dev", (spec) => (spec.usage.speechCharacters = 8_000_000));
    expect(limitIssues([spoken, last])).toEqual([
      expect.stringMatching(
        /^dev costs \d{3}\.\d\d dollars a month and must stay below 10 % of prod, which are \d{3}\./,
      ),
    ]);
  });

  test("is not measured against a last one that nobody uses yet", () => {
    const unused = environment("prod", (spec) => (spec.usage = { services: {} }));
    expect(limitIssues([dev, staging, unused])).toEqual([]);
    expect(limitIssues([dear, staging, unused])).toHaveLength(1);
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

  test("of an estimate has two digits, and less than a dollar is said so", () => {
    expect([0, 0.2, 1, 9.6, 84.4, 655.73, 1049, 48_907.9, 183_170].map(aboutUsd)).toEqual([
      "0",
      "under 1",
      "1",
      "10",
      "84",
      "660",
      "1,000",
      "49,000",
      "180,000",
    ]);
  });

  test("is the same number without its commas", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (cents) => {
        expect(Number(dollars(cents / 100).replaceAll(",", ""))).toBe(cents / 100);
      }),
    );
  });
});
