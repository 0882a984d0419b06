import { rounded } from "../../contract/rounded";
import type { Environment } from "../../contract/environment";
import { leastWindowSeconds } from "../metrics/metric";
import { percent } from "../percent";
import { increase, moreBeyond, quantile, rate, series, window, type Scope } from "../promql";
import { burnThreshold, fastBurn, slowBurn, type BurnThreshold, type BurnWindow } from "../slos/burn-rate";
import { slosOf, type Slo } from "../slos/slo";
import { pageSeconds, type Alert, type PromqlCondition } from "./alert";

/** Number of bad events in the long window below which the burn rate is not meaningful: one failed request of two must not page. */
const fewestBadEvents = 5;

/** Burn-rate alerts for each objective of each service: a page for a fast burn, a ticket for a slow one. */
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
        conditions: [
          condition(environment, slo, anHour, pageSeconds),
          condition(environment, slo, sixHours, pageSeconds),
        ],
        meaning: `The error budget is spent at a pace of ${spent(slo, anHour)}, or of ${spent(slo, sixHours)}; the objective: ${promise(slo)}.`,
      },
      {
        ...shared,
        kind: "error-budget-slow-burn",
        title: "Error budget burns slowly",
        severity: "ticket",
        conditions: [condition(environment, slo, slowBurn[0], 0)],
        meaning: `The error budget is spent at a pace of ${spent(slo, slowBurn[0])}; the objective: ${promise(slo)}.`,
      },
    ];
  });
}

/** Multi-window condition: the long window shows that the burn is significant, the short one that it still continues. */
function condition(environment: Scope, slo: Slo, burnWindow: BurnWindow, forSeconds: number): PromqlCondition {
  const burn = burnThreshold(slo, burnWindow);
  const { value, threshold } = compared(environment, slo, burn);
  const { events, bad, metric } = slo.indicator;
  const shortSeconds = Math.max(burn.shortSeconds, leastWindowSeconds(metric));
  return {
    language: "promql",
    title: `more than ${shown(burn.badShare)} of ${events} ${bad} within ${words(burn.seconds)} and within ${words(shortSeconds)}`,
    value: value(burn.seconds),
    comparison: ">",
    threshold,
    guards: [`${value(shortSeconds)} > ${threshold}`, enoughBadEvents(environment, slo, burn.seconds)],
    forSeconds,
  };
}

/**
 * The value, for a window in seconds, and the threshold of a burn-rate condition.
 *
 * Google does not document the bucket bounds of its distributions, so the query cannot
 * count values beyond an objective with `le`. It compares a quantile instead: more than
 * a share `s` of the values exceed the objective exactly if the quantile `1 - s` does.
 * Between two bounds both are interpolated.
 */
function compared(
  environment: Scope,
  { indicator }: Slo,
  { badShare }: BurnThreshold,
): { readonly value: (seconds: number) => string; readonly threshold: number } {
  const { metric, labels } = indicator;
  if (indicator.kind === "distribution")
    return {
      value: (seconds) => quantile(environment, rounded(1 - badShare), metric, labels, seconds),
      threshold: indicator.max,
    };
  const bad = series(environment, indicator.badMetric, labels);
  return {
    value: (seconds) => `${rate(bad, seconds)} / ${rate(series(environment, metric, labels), seconds)}`,
    threshold: badShare,
  };
}

/** Condition that enough bad events happened in a window. It never asks for a number of events: at night a few are all there are. */
const enoughBadEvents = (environment: Scope, { indicator }: Slo, seconds: number): string =>
  indicator.kind === "distribution"
    ? moreBeyond(environment, fewestBadEvents, indicator.max, indicator.metric, indicator.labels, seconds)
    : `${increase(series(environment, indicator.badMetric, indicator.labels), seconds)} >= ${fewestBadEvents}`;

const spent = (slo: Slo, burnWindow: BurnWindow): string => {
  const { budgetShare, seconds } = burnThreshold(slo, burnWindow);
  return `${shown(budgetShare)} in ${words(seconds)}`;
};

const promise = ({ title, periodDays }: Slo): string => `${title}, over ${periodDays} days`;

/** A share with three significant digits. */
const shown = (share: number): string => percent(Number(share.toPrecision(3)));

/** A window in words. */
const words = (seconds: number): string =>
  window(seconds).replace(/[dhm]$/, (unit) => ({ d: " days", h: " h", m: " min" })[unit]!);
