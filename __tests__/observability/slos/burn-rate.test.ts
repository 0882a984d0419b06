import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { periodDaysRange } from "../../../contract/objectives";
import { burnThreshold, fastBurn, slowBurn } from "../../../observability/slos/burn-rate";

const windows = [...fastBurn, ...slowBurn];
const period = fc.integer(periodDaysRange);
const goal = fc.double({ min: 0.94, max: 0.999, noNaN: true });
const daySeconds = 86_400;

describe("burnThreshold", () => {
  test("of 30 days is the workbook's 14.4, 6 and 1", () => {
    expect(windows.map((window) => burnThreshold({ goal: 0.995, periodDays: 30 }, window))).toEqual([
      { seconds: 3600, shortSeconds: 300, budgetShare: 0.02, burnRate: 14.4, badShare: 0.072 },
      { seconds: 21_600, shortSeconds: 1800, budgetShare: 0.05, burnRate: 6, badShare: 0.03 },
      { seconds: 259_200, shortSeconds: 21_600, budgetShare: 0.1, burnRate: 1, badShare: 0.005 },
    ]);
  });

  test("of a week is the week's own, and even spending where the workbook's share of the budget would be less", () => {
    const week = windows.map((window) => burnThreshold({ goal: 0.99, periodDays: 7 }, window));
    expect(week.map(({ burnRate }) => burnRate)).toEqual([3.36, 1.4, 1]);
    expect(week.map(({ badShare }) => badShare)).toEqual([0.0336, 0.014, 0.01]);
    expect(week.map(({ budgetShare }) => budgetShare)).toEqual([0.02, 0.05, 0.428571428571]);
  });

  test("is the pace that spends exactly the share of the budget within the window", () => {
    fc.assert(
      fc.property(period, goal, fc.constantFrom(...windows), (periodDays, goal, window) => {
        const { badShare, budgetShare, seconds } = burnThreshold({ goal, periodDays }, window);
        // With one event a second: bad ones within the window, of those that the period allows.
        const spent = (badShare * seconds) / ((1 - goal) * periodDays * daySeconds);
        expect(spent).toBeCloseTo(budgetShare, 9);
        const evenSpending = seconds / (periodDays * daySeconds);
        expect(budgetShare).toBeCloseTo(Math.max(window.budgetShare, evenSpending), 9);
      }),
    );
  });

  test("can be passed, and is never passed while the objective holds", () => {
    fc.assert(
      fc.property(period, goal, fc.constantFrom(...windows), (periodDays, goal, window) => {
        const { badShare, burnRate } = burnThreshold({ goal, periodDays }, window);
        expect(burnRate).toBeGreaterThanOrEqual(1);
        expect(badShare).toBeGreaterThanOrEqual(1 - goal - 1e-9);
        expect(badShare).toBeLessThan(1);
      }),
    );
  });

  test("asks for less the longer it looks, and for no window longer than the period", () => {
    fc.assert(
      fc.property(period, goal, (periodDays, goal) => {
        const thresholds = windows.map((window) => burnThreshold({ goal, periodDays }, window));
        for (const [index, { seconds, shortSeconds, badShare, budgetShare }] of thresholds.entries()) {
          expect(seconds).toBeLessThanOrEqual(periodDays * daySeconds);
          expect(shortSeconds * 12).toBe(seconds);
          expect(budgetShare).toBeLessThanOrEqual(1);
          const next = thresholds[index + 1];
          if (next === undefined) continue;
          expect(next.seconds).toBeGreaterThan(seconds);
          expect(next.badShare).toBeLessThanOrEqual(badShare);
          expect(next.budgetShare).toBeGreaterThan(budgetShare);
        }
      }),
    );
  });

  test("has windows of whole minutes, of which the shortest holds samples", () => {
    for (const window of windows) {
      const { shortSeconds } = burnThreshold({ goal: 0.99, periodDays: 30 }, window);
      expect(shortSeconds % 60).toBe(0);
      expect(shortSeconds).toBeGreaterThanOrEqual(120);
    }
  });
});
