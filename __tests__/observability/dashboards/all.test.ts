import { describe, expect, test } from "vitest";
import { policyKind } from "../../../observability/alerts/alerting-policy";
import { alertsOf } from "../../../observability/alerts/all";
import { dashboardsOf } from "../../../observability/dashboards/all";
import { dashboardId, dashboardJson } from "../../../observability/dashboards/dashboard";
import { limitsOf } from "../../../observability/dashboards/limits";
import { promqlName } from "../../../observability/metrics/metric";
import { sloName, slosOf } from "../../../observability/slos/slo";
import { environment } from "../../support/environments";
import { metricGroups } from "../../support/metrics";
import { all as changes, behindProxy, secondRegion, unrouted, type Change } from "../../constructs/fixtures";
import { promqlOf, written, type Tile } from "./support";

const catalogue = new Set(Object.values(metricGroups).flatMap((group) => Object.values(group).map(promqlName)));

/** Environments that differ in what a dashboard draws. */
const bare: Change = (_, catalog) => {
  for (const service of Object.values(catalog.services)) {
    delete service.cloudSql;
    service.firestore = false;
    service.calls = [];
    delete service.normalLoad;
  }
};
const noStores: Change = (spec, catalog) => {
  bare(spec, catalog);
  delete spec.cloudSql;
  delete spec.firestore;
  delete spec.cluster;
  catalog.databases = {};
  catalog.collections = {};
};
const variants: [name: string, of: ReturnType<typeof environment>][] = [
  ["dev", environment("dev")],
  ["staging", environment("staging")],
  ["prod", environment("prod")],
  ["prod in two regions", environment("prod", secondRegion)],
  ["prod behind the proxy", environment("prod", changes(behindProxy(), unrouted("conversation")))],
  ["dev without stores", environment("dev", noStores)],
];

describe.each(variants)("the dashboards of %s", (_, of) => {
  const dashboards = dashboardsOf(of);
  const tiles = new Map<string, Tile[]>(dashboards.map(({ key }) => [key, written(of, key).tiles]));
  const widgets = [...tiles.values()].flat().map(({ widget }) => widget);

  test("are an overview, one for each service, and the cost", () => {
    expect(dashboards.map(({ key }) => key)).toEqual([
      "overview",
      ...of.services.map(({ slug }) => `service-${slug}`),
      "cost",
    ]);
  });

  test("have at most 50 widgets each", () => {
    for (const [key, placed] of tiles) expect([key, placed.length <= 50]).toEqual([key, true]);
  });

  test("are the same bytes at every synth", () => {
    const again = dashboardsOf(of);
    expect(again.map((one) => dashboardJson(of, one))).toEqual(dashboards.map((one) => dashboardJson(of, one)));
  });

  test("hold no field that the API drops", () => {
    const defaults = (value: unknown, path: string): string[] =>
      typeof value === "object" && value !== null
        ? Array.isArray(value) && value.length === 0
          ? [path]
          : Object.entries(value).flatMap(([name, inner]) => defaults(inner, `${path}.${name}`))
        : [0, "", false, null].includes(value as never)
          ? [path]
          : [];
    for (const { key } of dashboards) expect(defaults(written(of, key).json, key)).toEqual([]);
  });

  test("ask only for metrics of the catalogue, without Terraform's templates and without what only Google knows", () => {
    for (const placed of tiles.values()) {
      const queries = promqlOf(placed);
      expect(queries.length).toBeGreaterThan(0);
      for (const query of queries) {
        const names = [...query.replaceAll(/"[^"]*"/g, "").matchAll(/[a-z][a-z0-9_]*:[a-z0-9_]+/g)].map(
          ([name]) => name,
        );
        expect(names.length).toBeGreaterThan(0);
        for (const name of names)
          expect(catalogue).toContain(name.replace(/_(bucket|count|sum)$/, (end) => (catalogue.has(name) ? end : "")));
        expect(query).not.toMatch(/[$%]\{|undefined|NaN/);
      }
    }
  });

  test("say on each chart what it counts, in a title that fits", () => {
    for (const { title, xyChart } of widgets) {
      expect(title.length).toBeLessThanOrEqual(60);
      if (xyChart === undefined) continue;
      expect(xyChart.yAxis.label.length).toBeGreaterThan(2);
      expect(new Set(xyChart.dataSets.map((one: any) => one.timeSeriesQuery.unitOverride)).size).toBe(1);
    }
    for (const placed of tiles.values()) {
      const titles = placed.filter(({ widget }) => !widget.sectionHeader).map(({ widget }) => widget.title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  test("tell the lines of a chart apart", () => {
    for (const { title, xyChart } of widgets) {
      if (xyChart === undefined) continue;
      const names = xyChart.dataSets.map(({ legendTemplate }: any) => legendTemplate);
      expect([title, new Set(names).size]).toEqual([title, names.length]);
    }
  });

  test("draw every limit that is named after an alert at a threshold of such an alert", () => {
    const thresholds = new Map<string, number[]>();
    for (const alert of alertsOf(of))
      for (const { label, value } of limitsOf([alert]))
        thresholds.set(label, [...(thresholds.get(label) ?? []), value]);
    const drawn = widgets.flatMap(({ title, xyChart }) =>
      (xyChart?.thresholds ?? []).flatMap(({ label, value = 0 }: any) =>
        (label as string)
          .split("; ")
          .map((part) => part.replace(/ \([a-z, -]+\)$/, ""))
          .filter((part) => thresholds.has(part))
          .map((part) => ({ title, part, value })),
      ),
    );
    expect(drawn.length).toBeGreaterThan(20);
    const scaled = [...of.services.map(({ scale }) => scale.max), of.cloudSql?.maxConnections ?? 1, 1];
    for (const { title, part, value } of drawn)
      expect([title, scaled.some((scale) => thresholds.get(part)!.some((one) => one * scale === value))]).toEqual([
        title,
        true,
      ]);
  });

  test("link only dashboards that exist, and runbooks of alerts", () => {
    const texts = widgets.flatMap(({ text }) => (text === undefined ? [] : [text.content as string])).join("\n");
    const linked = [...texts.matchAll(/dashboards\/builder\/([\w-]+)\?/g)].map(([, id]) => id!);
    const ids = dashboards.map(({ key }) => dashboardId(of, key));
    expect([...new Set(linked)].sort()).toEqual([...ids].sort());
    const kinds = new Set(alertsOf(of).map(policyKind));
    const runbooks = [...texts.matchAll(/\/runbooks\/([\w-]+)\.md/g)].map(([, kind]) => kind!);
    expect(new Set(runbooks)).toEqual(kinds);
  });

  test("follow every objective", () => {
    const filters = widgets.flatMap(({ xyChart }) =>
      (xyChart?.dataSets ?? []).flatMap(({ timeSeriesQuery }: any) => timeSeriesQuery.timeSeriesFilter?.filter ?? []),
    );
    for (const slo of slosOf(of)) {
      const name = sloName(of, slo);
      // On the overview and on the service's own page.
      expect(filters.filter((one) => one === `select_slo_budget_fraction("${name}")`)).toHaveLength(2);
      expect(filters.filter((one) => one === `select_slo_burn_rate("${name}", "3600s")`)).toHaveLength(2);
    }
  });
});

describe("a seventh service", () => {
  const of = environment("prod", (_, catalog) => {
    catalog.services.transcription = {
      ...structuredClone(catalog.services.gateway!),
      title: "Transcription Service",
      route: { host: "transcription", paths: ["/*"] },
    };
  });

  test("gets a page of its own from its entry, linked from the overview and drawn in its charts", () => {
    const { tiles, json } = written(of, "service-transcription");
    expect(json.displayName).toBe("prod: Transcription Service");
    expect(promqlOf(tiles).some((query) => query.includes('service_name="parley-transcription"'))).toBe(true);
    const overview = written(of, "overview");
    expect(overview.text).toContain("builder/parley-service-transcription?");
    expect(overview.tiles).toHaveLength(written(environment("prod"), "overview").tiles.length);
    expect(promqlOf(overview.tiles).filter((query) => query.includes("parley-transcription")).length).toBeGreaterThan(
      2,
    );
  });
});
