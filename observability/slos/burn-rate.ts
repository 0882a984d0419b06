import { rounded } from "../../contract/rounded";
import { daySeconds, hourSeconds } from "../../contract/duration";

/** How much of an error budget may go within a window before somebody hears of it. */
export interface BurnWindow {
  readonly budgetShare: number;
  readonly seconds: number;
}

/** Somebody is woken. Google, "The Site Reliability Workbook", "Alerting on SLOs". */
export const fastBurn: readonly [BurnWindow, BurnWindow] = [
  { budgetShare: 0.02, seconds: hourSeconds },
  { budgetShare: 0.05, seconds: 6 * hourSeconds },
];

/** Somebody looks in working hours. Same source. */
export const slowBurn: readonly [BurnWindow] = [{ budgetShare: 0.1, seconds: 3 * daySeconds }];

/** Of the long window; where it does not burn any more, the alert closes. Same source. */
const shortWindowShare = 1 / 12;

/** The pace at which a window's share of one objective's budget is spent. */
export interface BurnThreshold {
  readonly seconds: number;
  readonly shortSeconds: number;
  /** Share of the budget that is gone after the window at this pace. */
  readonly budgetShare: number;
  /** Budgets spent within a period at this pace; 1 spends the budget exactly. */
  readonly burnRate: number;
  /** Share of bad events at this pace. */
  readonly badShare: number;
}

/**
 * The threshold of a window for an objective's own period and goal.
 *
 * It is never a pace at which the objective holds: where the period is so short
 * that even spending takes more than the window's share, even spending is the
 * threshold. Over 30 days that is the case of no window.
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
