/** A rule: what must hold, as in an assertion and never what is wrong, and what to say if it does not. */
export type Row<T = string> = readonly [holds: boolean, otherwise: T];

/** What the broken rules say, a message or an issue each, in the order of the rows. Empty if all hold. */
export const unmet = <T>(rows: readonly Row<T>[]): T[] =>
  rows.filter(([holds]) => !holds).map(([, otherwise]) => otherwise);
