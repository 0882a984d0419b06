import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { alertName, promqlQuery, type Alert, type PromqlCondition } from "../../../observability/alerts/alert";
import { burnRateAlerts } from "../../../observability/alerts/burn-rate";
import { override, type Change } from "../../constructs/fixtures";
import { environment } from "../../support/environments";

type Pace = "fast" | "slow";

function alertOf(service: string, aspect: string, pace: Pace, change: Change = () => {}): Alert {
  const found = burnRateAlerts(environment("prod", change)).filter(
    ({ kind, subject, aspect: own }) =>
      kind === `error-budget-${pace}-burn` &&
      subject.kind === "service" &&
      subject.service.slug === service &&
      own === aspect,
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

const conditionsOf = (...args: Parameters<typeof alertOf>): PromqlCondition[] =>
  alertOf(...args).conditions as unknown as PromqlCondition[];
const queries = (...args: Parameters<typeof alertOf>): string[] => conditionsOf(...args).map(promqlQuery);

const labels = '{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-rest"}';
const all = `logging_googleapis_com:user_requests${labels}`;
const bad = `logging_googleapis_com:user_failed_requests${labels}`;
const share = (window: string): string => `sum(rate(${bad}[${window}])) / sum(rate(${all}[${window}]))`;

describe("burnRateAlerts", () => {
  test("page for a fast burn and open a ticket for a slow one, once for each objective", () => {
    const alerts = burnRateAlerts(environment("prod"));
    expect(alerts).toHaveLength(28);
    for (const { kind, severity, conditions } of alerts)
      expect([kind, severity, conditions.length]).toEqual(
        kind === "error-budget-fast-burn"
          ? ["error-budget-fast-burn", "page", 2]
          : ["error-budget-slow-burn", "ticket", 1],
      );
    expect(new Set(alerts.map(alertName)).size).toBe(28);
  });

  test("compare the share of failed requests over a long window and a short one, with enough failed ones in the long", () => {
    expect(queries("rest", "availability", "fast")).toEqual([
      `${share("1h")} > 0.072 and ${share("5m")} > 0.072 and sum(increase(${bad}[1h])) >= 5`,
      `${share("6h")} > 0.03 and ${share("30m")} > 0.03 and sum(increase(${bad}[6h])) >= 5`,
    ]);
    expect(queries("rest", "availability", "slow")).toEqual([
      `${share("3d")} > 0.005 and ${share("6h")} > 0.005 and sum(increase(${bad}[3d])) >= 5`,
    ]);
  });

  test("compare a quantile with the objective's limit where no bucket's bound is known", () => {
    const name = `logging_googleapis_com:user_request_latency_bucket${labels}`;
    const quantile = (share: number | string, window: string): string =>
      `histogram_quantile(${share}, sum by (le) (rate(${name}[${window}])))`;
    const count = `sum(increase(logging_googleapis_com:user_request_latency_count${labels}[1h]))`;
    expect(queries("rest", "latency", "fast")[0]).toBe(
      `${quantile(0.28, "1h")} > 1 and ${quantile(0.28, "5m")} > 1 and ${quantile(`scalar(1 - 5 / ${count})`, "1h")} > 1`,
    );
    expect(conditionsOf("rest", "latency", "fast")[1]!.value).toBe(quantile(0.7, "6h"));
    expect(conditionsOf("rest", "latency", "slow")[0]!.value).toBe(quantile(0.95, "3d"));
  });

  test("read quality as audio sessions by their packet loss", () => {
    const [anHour, sixHours] = conditionsOf("audio", "quality", "fast");
    expect([anHour!.threshold, sixHours!.threshold]).toEqual([0.05, 0.05]);
    expect(anHour!.value).toMatch(/^histogram_quantile\(0\.712, .*user_audio_packet_loss_bucket/);
    expect(sixHours!.value).toMatch(/^histogram_quantile\(0\.88, /);
    expect(conditionsOf("audio", "quality", "slow")[0]!.value).toMatch(/^histogram_quantile\(0\.98, /);
    expect(burnRateAlerts(environment("prod")).filter(({ aspect }) => aspect === "quality")).toHaveLength(4);
  });

  test("follow the objective's own goal and period", () => {
    const weekly = override("rest", { objectives: { periodDays: 7, availability: 0.99 } });
    expect(conditionsOf("rest", "availability", "fast", weekly).map(({ threshold }) => threshold)).toEqual([
      0.0336, 0.014,
    ]);
    expect(conditionsOf("rest", "availability", "slow", weekly)[0]!.threshold).toBe(0.01);
    expect(alertOf("rest", "availability", "slow", weekly).meaning).toContain("a pace of 42.9 % in 3 days");
  });

  test("say in words what the query asks, and where to look", () => {
    const alert = alertOf("audio", "latency", "fast");
    const { meaning, logs } = alert;
    expect(alertName(alert)).toBe("Audio Service - Error budget burns fast: latency");
    expect(meaning).toBe(
      "The error budget is spent at a pace of 2 % in 1 h, or of 5 % in 6 h; the objective: 95 % of turns take no longer than 1000 ms, over 30 days.",
    );
    expect(conditionsOf("audio", "latency", "fast").map((one) => one.title)).toEqual([
      "more than 72 % of turns take longer than 1000 ms within 1 h and within 5 min",
      "more than 30 % of turns take longer than 1000 ms within 6 h and within 30 min",
    ]);
    expect(logs).toContain("jsonPayload.turnLatencyMilliseconds>1000");
  });

  test("ask for five bad events, and never for a number of events, whatever goal and period", () => {
    const thousandths = fc.integer({ min: 990, max: 999 });
    fc.assert(
      fc.property(thousandths, fc.integer({ min: 3, max: 30 }), (thousandths, periodDays) => {
        const change = override("rest", { objectives: { availability: thousandths / 1000, periodDays } });
        for (const query of [
          ...queries("rest", "availability", "fast", change),
          ...queries("rest", "availability", "slow", change),
        ])
          expect(query).toMatch(
            / and sum\(increase\(logging_googleapis_com:user_failed_requests\{[^}]*\}\[\w+\]\)\) >= 5$/,
          );
      }),
      { numRuns: 20 },
    );
  });
});
