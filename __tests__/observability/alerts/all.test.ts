import { describe, expect, test } from "vitest";
import { alertId, alertsOf } from "../../../observability/alerts/all";
import { alertName } from "../../../observability/alerts/alert";
import { environment } from "../../support/environments";

describe("all alerts of an environment", () => {
  test.each(["dev", "staging", "prod"] as const)("of %s are sorted by ids; no two share one, nor a name", (name) => {
    const alerts = alertsOf(environment(name));
    const ids = alerts.map(alertId);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(alerts.map(alertName)).size).toBe(alerts.length);
  });

  test("are named by kind, subject and aspect, each where there is one", () => {
    const ids = alertsOf(environment("prod")).map(alertId);
    expect(ids).toEqual(
      expect.arrayContaining(["error-ratio_media", "database-down", "error-budget-fast-burn_media_latency"]),
    );
  });

  test("are refused if two have one id", () => {
    const { services, ...rest } = environment("prod");
    expect(() => alertsOf({ ...rest, services: [...services, services[0]!] })).toThrow(
      /^two alerts are '.+_audio.*'; tell them apart by their aspect$/,
    );
  });
});
