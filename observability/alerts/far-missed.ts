import type { Environment } from "../../contract/environment";
import { leastWindowSeconds } from "../metrics/metric";
import { percent } from "../percent";
import { moreBeyond, quantile } from "../promql";
import { slosOf, type Slo } from "../slos/slo";
import { pageSeconds, type Alert } from "./alert";

/**
 * Share of slow answers, or of sessions with lost audio, at which users complain: less than
 * the third that one of three regions serves. No goal allows more than a quarter of it.
 */
const badShare = 0.25;

/** Number of bad events in the window below which one user with a slow start would be a quarter. */
const fewestBad = 10;

/** Five minutes, so that half of the users wait for the page and not for the window. Audio sessions last long, so few end in it: ten minutes. */
const windowSeconds = ({ key }: Pick<Slo, "key">): number => (key === "quality" ? 600 : 300);

/**
 * Alerts on objectives of latency and quality that a large share of users misses. A burn
 * rate does not see this in time: a goal of 95 % lets 72 % of an hour be bad before its
 * budget burns fast, so half of the users could wait all day without a page. Failed
 * requests have `error-ratio`.
 */
export function farMissedAlerts(environment: Environment): Alert[] {
  return slosOf(environment).flatMap(({ service, key, title, indicator }): Alert[] => {
    if (indicator.kind !== "distribution") return [];
    const { metric, labels, max, events, bad, logs } = indicator;
    const seconds = Math.max(windowSeconds({ key }), leastWindowSeconds(metric));
    return [
      {
        kind: "objective-far-missed",
        subject: { kind: "service", service },
        aspect: key,
        title: "Objective is far missed",
        detail: key,
        severity: "page",
        conditions: [
          {
            language: "promql",
            title: `more than ${percent(badShare)} of ${events} ${bad}`,
            value: quantile(environment, 1 - badShare, metric, labels, seconds),
            comparison: ">",
            threshold: max,
            guards: [moreBeyond(environment, fewestBad, max, metric, labels, seconds)],
            forSeconds: pageSeconds,
          },
        ],
        meaning: `More than ${percent(badShare)} of the ${events} of ${seconds / 60} minutes, and ${fewestBad} or more, ${bad}; the objective: ${title}.`,
        logs,
      },
    ];
  });
}
