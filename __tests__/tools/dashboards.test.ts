import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { mosaic } from "../../observability/dashboards/grid";
import { dashboardsOf } from "../../observability/dashboards/all";
import { runDashboards } from "../../tools/dashboards/run";
import { sampled, seriesNames } from "../../tools/dashboards/sample";
import { formatted } from "../../tools/dashboards/units";
import { environment } from "../support/environments";

const of = environment("prod");

function run(where: string): { code: number; out: string[] } {
  const out: string[] = [];
  const code = runDashboards(where, [of], { out: (line) => out.push(line), err: () => {} });
  return { code, out };
}
const folder = (): string => join(mkdtempSync(join(tmpdir(), "parley-dashboards-")), "pictures");

describe("npm run dashboards", () => {
  const at = folder();
  const { code, out } = run(at);
  const page = (key: string): string => readFileSync(join(at, `prod-${key}.html`), "utf8");

  test("writes a page for each dashboard and says where", () => {
    expect(code).toBe(0);
    expect(out).toEqual(dashboardsOf(of).map(({ key }) => join(at, `prod-${key}.html`)));
    expect(readdirSync(at).sort()).toEqual(
      dashboardsOf(of)
        .map(({ key }) => `prod-${key}.html`)
        .sort(),
    );
  });

  test("writes the same page at every run", () => {
    const again = folder();
    run(again);
    for (const file of readdirSync(at))
      expect(readFileSync(join(again, file), "utf8")).toBe(readFileSync(join(at, file), "utf8"));
  });

  test("shows every tile at its place, with its title, and the limits with their values", () => {
    for (const { key, sections } of dashboardsOf(of)) {
      const tiles = mosaic(sections);
      expect(page(key).match(/<div class="tile/g)).toHaveLength(tiles.length);
      for (const { xPos, yPos, widget } of tiles) {
        expect(page(key)).toContain(`left:${xPos * 29}px;top:${yPos * 20}px`);
        expect(page(key)).toContain(widget.title.replaceAll("&", "&amp;"));
      }
    }
    expect(page("service-media")).toContain("Ticket: Long backlog (100)");
    expect(page("service-media")).toContain("Normal load to (5 Mbit/s)");
  });

  test("needs no network and no script", () => {
    for (const { key } of dashboardsOf(of)) expect(page(key)).not.toMatch(/<script|<link|<img|src=|url\(/);
  });
});

describe("sample data", () => {
  test("is the same for the same text, never negative, and near its ceiling at most", () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1e9, noNaN: true }), (text, ceiling) => {
        const line = sampled(text, "", ceiling);
        expect(sampled(text, "", ceiling)).toEqual(line);
        expect(Math.min(...line)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...line)).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  test.each([
    ["sum by (reason) (rate(a[5m])) * 60", undefined, "reason: client_closed"],
    ["max by (service, quota_metric, limit_name) (a)", undefined, "limit_name: limit_name-1"],
    ["sum(a)", undefined, "value"],
    ["sum by (reason) (a)", "named", "named"],
  ])("names the series of %s as the console would", (query, legend, first) => {
    expect(seriesNames(query, legend)[0]).toBe(first);
  });
});

test.each([
  [0.0512, "10^2.%", "5.12 %"],
  [42, "%", "42 %"],
  [600, "1/min", "600/min"],
  [3, "1", "3"],
  [40, "{USD}", "40 USD"],
  [500, "ms", "500 ms"],
  [2000, "ms", "2 s"],
  [60, "s", "60 s"],
  [1200, "s", "20 min"],
  [800e6, "By", "800 MB"],
  [5e6, "bit/s", "5 Mbit/s"],
  [20, "By/s", "20 B/s"],
])("%d %s reads %s", (value, unit, text) => {
  expect(formatted(value, unit)).toBe(text);
});
