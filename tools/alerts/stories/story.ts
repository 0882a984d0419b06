import type { Environment } from "../../../contract/environment";
import type { InputSeries } from "../scenario";

/** Minutes of ordinary use before what a story tells begins. */
export const quietMinutes = 60;

/** Minutes after it in which every policy is watched. */
export const watchedMinutes = 65;

/**
 * An outage, or a night in which nothing is wrong, told as what Google measures of the
 * whole environment. All policies are evaluated over it together: who is woken, after how
 * long, by how many incidents.
 */
export interface Story {
  /** What happens, as the person who reads the table would say it. */
  readonly title: string;
  /** Whether users feel it, so that somebody must be woken. */
  readonly isFelt: boolean;
  /** Every series of the environment, from minute 0 on; the story begins at `quietMinutes`. */
  readonly series: (environment: Environment) => readonly InputSeries[];
  /** Map from the id of each paging policy that opens to the minute, counted from the story's beginning. Metrics are two to four minutes late besides. */
  readonly pages: Readonly<Record<string, number>>;
  /** The same of policies that open a ticket. */
  readonly tickets: Readonly<Record<string, number>>;
  /** Policies on log entries that open too; promtool reads no entries, so tests of their filters prove them. */
  readonly onEntries?: readonly string[];
}
