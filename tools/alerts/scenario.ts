import type { Alert } from "../../observability/alerts/alert";
import type { Environment } from "../../contract/environment";

/** An input series for promtool: one value a minute, the first at minute 0. */
export interface InputSeries {
  /** `metric{label="value"}` as a literal: a scenario states what Google sends, independent of the alert's query. */
  readonly series: string;
  /** promtool's notation: `0+10x60` is 61 values, each 10 more than the last. */
  readonly values: string;
}

/** Metrics whose resource names its project as `resource_container`. */
const ofContainers = /^(aiplatform|firestore)_googleapis_com:/;

/** The series as Google sends it of a project; a scenario leaves the project out, since it is the same in all. */
export function inProject({ series, values }: InputSeries, project: string): InputSeries {
  const label = `${ofContainers.test(series) ? "resource_container" : "project_id"}="${project}"`;
  const [, name, labels] = /^([^{]+)(?:\{(.*)\})?$/.exec(series)!;
  return { series: `${name!}{${[label, ...(labels ? [labels] : [])].join(",")}}`, values };
}

/** Minute of the last sample of all series. */
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

/** Number of samples of an item: `_x5` is five missing samples; `7x5` is 7 and five more. */
function samples(item: string): number {
  const [, times] = /x(\d+)$/.exec(item) ?? [];
  return times === undefined ? 1 : Number(times) + (item.startsWith("_") ? 0 : 1);
}

/** Input series that Google might send, and whether the alert must open. */
export interface Scenario {
  /** What happens, in words: `6 % of requests fail from the start`. */
  readonly title: string;
  /** Index of the tested condition within the alert. @default 0 */
  readonly condition?: number;
  /** Input series. An empty list tests silence; a condition without such a scenario must stay closed on silence. */
  readonly series: readonly InputSeries[];
  /**
   * Minute at which the alert must be open; one minute before it must still be closed.
   * @default - the alert must stay closed until the end of the series
   */
  readonly opensAtMinute?: number;
}

/**
 * Scenarios that prove the alerts of one kind: series just beyond the threshold, which
 * must open the alert, and series just short of it, within a fifth, which must not.
 *
 * A proof is written from the alert's meaning, with literal figures or those of the
 * environment's entry, never from the alert's expression: an expression cannot prove
 * itself.
 */
export interface Proof {
  readonly kind: string;
  readonly scenarios: (environment: Environment, alert: Alert) => readonly Scenario[];
}
