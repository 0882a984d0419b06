import { describe, expect, test } from "vitest";
import { referenceEnvironments } from "../../reference/all";
import { alertQuery, type PromqlCondition } from "../../../observability/alerts/alert";
import { alertsOf } from "../../../observability/alerts/all";
import { leastWindowSeconds, promqlName, type Metric } from "../../../observability/metrics/metric";
import { metricGroups } from "../../support/metrics";
import { variants } from "../../reference/variants";

const byName = new Map<string, Metric>(
  Object.values(metricGroups).flatMap((group) => Object.values(group).map((metric) => [promqlName(metric), metric])),
);
const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** Windows of a query in seconds, each with the metric that it looks back at. */
const windowsOf = (query: string): { name: string; seconds: number }[] =>
  [...query.matchAll(/([a-z_]+:[a-z0-9_]+?)(?:_bucket|_count|_sum)?\{[^}]*\}\[(\d+)([mhd])\]/g)].map(
    ([, name, count, unit]) => ({ name: name!, seconds: Number(count) * units[unit!]! }),
  );

/** `request_count` is a metric of that name and no distribution's count. */
const metricOf = (name: string): Metric | undefined => byName.get(name) ?? byName.get(`${name}_count`);

const queries = [...referenceEnvironments(), ...variants()].flatMap((environment) =>
  alertsOf(environment).flatMap(({ conditions }) =>
    conditions[0].language === "log" ? [] : [alertQuery(conditions as readonly PromqlCondition[])],
  ),
);

describe("the windows of all alerts", () => {
  test("are of metrics that the catalogue has", () => {
    const names = queries.flatMap((query) =>
      [...query.replaceAll(/"[^"]*"/g, "").matchAll(/[a-z_]+:[a-z0-9_]+/g)].map(([name]) => name),
    );
    const unknown = names.filter(
      (name) => metricOf(name.replace(/_(bucket|count|sum)$/, "")) === undefined && !byName.has(name),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  test("hold two samples, also when the newest is as old as Google says it may be", () => {
    const windows = queries.flatMap(windowsOf);
    expect(windows.length).toBeGreaterThan(100);
    const dead = windows.filter(({ name, seconds }) => seconds < leastWindowSeconds(metricOf(name)!));
    expect([...new Set(dead.map(({ name, seconds }) => `${name}[${seconds} s]`))]).toEqual([]);
  });
});

describe("the least window", () => {
  const metric = { samplePeriodSeconds: 60, visibilityDelaySeconds: 120 } as Metric;

  test.each([
    [metric, 240],
    [{ ...metric, visibilityDelaySeconds: 210 }, 360],
    [{ ...metric, visibilityDelaySeconds: 1800 }, 1920],
    [{ ...metric, visibilityDelaySeconds: undefined } as never, 300],
  ])("of %j is %d s", (of, seconds) => {
    expect(leastWindowSeconds(of)).toBe(seconds);
  });
});
