import { rounded } from "../../contract/rounded";
import type { Environment } from "../../contract/environment";
import { leastWindowSeconds } from "../metrics/metric";
import { percent } from "../percent";
import { increase, quantile, rate, series, window } from "../promql";
import { burnThreshold, fastBurn, slowBurn, type BurnThreshold, type BurnWindow } from "../slos/burn-rate";
import { slosOf, type Slo } from "../slos/slo";
import type { Alert, PromqlCondition } from "./alert";

/** Bad events within the long window below which a pace says nothing: nobody is woken for one failed request of two. */
const fewestBadEvents = 5;

/** Error budgets that are spent too fast, for each objective of each service: a page for an outage, a ticket for a leak. */
export function burnRateAlerts(environment: Environment): Alert[] {
  return slosOf(environment).flatMap((slo): Alert[] => {
    const subject = { kind: "service", service: slo.service } as const;
    const shared = { subject, aspect: slo.key, detail: slo.key, logs: slo.indicator.logs } as const;
    const [anHour, sixHours] = fastBurn;
    return [
      {
        ...shared,
        kind: "error-budget-fast-burn",
        title: "Error budget burns fast",
        severity: "page",
        conditions: [condition(slo, anHour), condition(slo, sixHours)],
        meaning: `The error budget is spent at a pace of ${spent(slo, anHour)}, or of ${spent(slo, sixHours)}; the objective: ${promise(slo)}.`,
      },
      {
        ...shared,
        kind: "error-budget-slow-burn",
        title: "Error budget burns slowly",
        severity: "ticket",
        conditions: [condition(slo, slowBurn[0])],
        meaning: `The error budget is spent at a pace of ${spent(slo, slowBurn[0])}; the objective: ${promise(slo)}.`,
      },
    ];
  });
}

/** The long window says that it matters, the short one that it is not over. */
function condition(slo: Slo, burnWindow: BurnWindow): PromqlCondition {
  const burn = burnThreshold(slo, burnWindow);
  const { value, threshold } = compared(slo, burn);
  const { events, bad, metric } = slo.indicator;
  const shortSeconds = Math.max(burn.shortSeconds, leastWindowSeconds(metric));
  const fewestEvents = Math.ceil(fewestBadEvents / burn.badShare);
  return {
    language: "promql",
    title: `more than ${shown(burn.badShare)} of ${events} ${bad} within ${words(burn.seconds)} and within ${words(shortSeconds)}`,
    value: value(burn.seconds),
    comparison: ">",
    threshold,
    guards: [`${value(shortSeconds)} > ${threshold}`, `${increase(eventsOf(slo), burn.seconds)} >= ${fewestEvents}`],
    forSeconds: 0,
  };
}

/**
 * What is compared with what, for a window in seconds.
 *
 * Google states the bucket bounds of none of its distributions, so no `le` can
 * be named to count what lies beyond an objective. It need not be: more than a
 * share of the values lie beyond it exactly when the quantile of the rest does.
 * Between two bounds both are interpolated.
 */
function compared(
  { indicator }: Slo,
  { badShare }: BurnThreshold,
): { readonly value: (seconds: number) => string; readonly threshold: number } {
  const { metric, labels } = indicator;
  if (indicator.kind === "distribution")
    return {
      value: (seconds) => quantile(rounded(1 - badShare), metric, labels, seconds),
      threshold: indicator.max,
    };
  const bad = series(metric, { ...labels, ...indicator.badLabels });
  return {
    value: (seconds) => `${rate(bad, seconds)} / ${rate(series(metric, labels), seconds)}`,
    threshold: badShare,
  };
}

const eventsOf = ({ indicator: { kind, metric, labels } }: Slo): string =>
  series(metric, labels, kind === "distribution" ? "_count" : "");

const spent = (slo: Slo, burnWindow: BurnWindow): string => {
  const { budgetShare, seconds } = burnThreshold(slo, burnWindow);
  return `${shown(budgetShare)} in ${words(seconds)}`;
};

const promise = ({ title, periodDays }: Slo): string => `${title}, over ${periodDays} days`;

/** A share to three digits. */
const shown = (share: number): string => percent(Number(share.toPrecision(3)));

/** A window as people read it. */
const words = (seconds: number): string =>
  window(seconds).replace(/[dhm]$/, (unit) => ({ d: " days", h: " h", m: " min" })[unit]!);
