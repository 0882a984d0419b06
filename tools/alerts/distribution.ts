import { rounded } from "../../contract/rounded";
import type { InputSeries } from "./scenario";

/** Events a minute, by their position relative to a limit. */
export interface Spread {
  /** At most four fifths of the limit. */
  readonly below: number;
  /** Above `below`, up to the limit. */
  readonly near: number;
  /** Above the limit, up to a fifth more. */
  readonly beyond: number;
}

/**
 * A distribution as PromQL in Cloud Monitoring returns it: cumulative buckets, a count
 * and a sum, with bounds around a limit.
 *
 * @param labels `service_name="parley-media",location="us-central1"`
 */
export function distribution(
  metric: string,
  labels: string,
  limit: number,
  { below, near, beyond }: Spread,
  minutes = 30,
): InputSeries[] {
  const all = below + near + beyond;
  const growing = (series: string, perMinute: number): InputSeries => ({ series, values: `0+${perMinute}x${minutes}` });
  const bucket = (bound: string, perMinute: number): InputSeries =>
    growing(`${metric}_bucket{${labels},le="${bound}"}`, perMinute);
  return [
    bucket(times(limit, 0.8), below),
    bucket(times(limit, 1), below + near),
    bucket(times(limit, 1.2), all),
    bucket("+Inf", all),
    growing(`${metric}_count{${labels}}`, all),
    growing(`${metric}_sum{${labels}}`, Number(times(limit, 0.4 * below + 0.9 * near + 1.1 * beyond))),
  ];
}

/** Without what binary fractions leave at the end. */
const times = (limit: number, factor: number): string => String(rounded(limit * factor));
