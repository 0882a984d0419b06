import { rounded } from "../../contract/rounded";
import { daySeconds, hourSeconds } from "../../contract/duration";

/** Share of an error budget that may be spent within a window before an alert opens. */
export interface BurnWindow {
  readonly budgetShare: number;
  readonly seconds: number;
}

/** Pages the on-call. Google, "The Site Reliability Workbook", "Alerting on SLOs". */
export const fastBurn: readonly [BurnWindow, BurnWindow] = [
  { budgetShare: 0.02, seconds: hourSeconds },
  { budgetShare: 0.05, seconds: 6 * hourSeconds },
];

/** Opens a ticket for working hours. Same source. */
export const slowBurn: readonly [BurnWindow] = [{ budgetShare: 0.1, seconds: 3 * daySeconds }];

/** Length of the short window as a share of the long one. The alert closes when the short window's burn rate drops. Same source. */
const shortWindowShare = 1 / 12;

/** The burn rate at which one objective's budget loses a window's share. */
export interface BurnThreshold {
  readonly seconds: number;
  readonly shortSeconds: number;
  /** Share of the budget spent by the end of the window at this burn rate. */
  readonly budgetShare: number;
  /** Number of budgets spent in one period; 1 spends the budget exactly. */
  readonly burnRate: number;
  /** Share of bad events at this burn rate. */
  readonly badShare: number;
}

/**
 * The threshold of a window for an objective's own period and goal.
 *
 * The burn rate is at least 1, since a lower one would alert while the objective
 * is met. In a short period even a burn rate of 1 spends more than the window's
 * share; the threshold is then 1. With 30 days no window reaches this limit.
 */
export function burnThreshold(
  { goal, periodDays }: { readonly goal: number; readonly periodDays: number },
  { budgetShare, seconds }: BurnWindow,
): BurnThreshold {
  const periodsInWindow = seconds / (periodDays * daySeconds);
  const spent = Math.max(budgetShare, periodsInWindow);
  const burnRate = spent / periodsInWindow;
  return {
    seconds,
    shortSeconds: seconds * shortWindowShare,
    budgetShare: rounded(spent),
    burnRate: rounded(burnRate),
    badShare: rounded(burnRate * (1 - goal)),
  };
}
