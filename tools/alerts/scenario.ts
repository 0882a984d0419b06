import type { Alert } from "../../observability/alerts/alert";
import type { Environment } from "../../contract/environment";

/** A time series as promtool takes it: one value a minute, the first at minute 0. */
export interface InputSeries {
  /** `metric{label="value"}`, written out: a scenario says what Google sends, not what an alert asks for. */
  readonly series: string;
  /** promtool's notation: `0+10x60` is 61 values, each 10 more than the last. */
  readonly values: string;
}

/** Minute of the last sample of series, of which each writes its values as promtool does. */
export const lastMinute = (series: readonly InputSeries[]): number =>
  Math.max(
    0,
    ...series.map(({ values }) =>
      values
        .trim()
        .split(/\s+/)
        .map(samples)
        .reduce((a, b) => a + b, -1),
    ),
  );

/** `_x5` is five samples that are missing; `7x5` is 7 and then five more. */
function samples(item: string): number {
  const [, times] = /x(\d+)$/.exec(item) ?? [];
  return times === undefined ? 1 : Number(times) + (item.startsWith("_") ? 0 : 1);
}

/** What Google might send, and whether a condition must then open its alert. */
export interface Scenario {
  /** What happens, in words: `6 % of requests fail from the start`. */
  readonly title: string;
  /** Index of the alert's condition that it is about. @default 0 */
  readonly condition?: number;
  /** None says what silence does; a condition of which no scenario says it must stay closed. */
  readonly series: readonly InputSeries[];
  /**
   * Minute at which the alert must be open; a minute before it must not yet be.
   * @default - it must stay closed for as long as the series last
   */
  readonly opensAtMinute?: number;
}

/**
 * What proves the alerts of one kind: series just beyond the threshold that must
 * open it, and just short of it, within a fifth, that must not.
 *
 * Written from the alert's meaning, with figures of its own or of the
 * environment's entry, never from the alert's expression: an expression that
 * proves itself proves nothing.
 */
export interface Proof {
  readonly kind: string;
  readonly scenarios: (environment: Environment, alert: Alert) => readonly Scenario[];
}
