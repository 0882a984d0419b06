import type { Step } from "./rehearsal";
import type { Google } from "./google/server";

/** What went wrong in a step, one line each. */
export const issuesOf = ({ what, applied, left }: Step): string[] => [
  ...applied.errors.map((error) => `${what}: refused: ${error}`),
  ...left.map((change) => `${what}: the second plan is not empty: ${change}`),
];

/** Calls that the stand-in does not know; a rehearsal with one of them proves nothing. */
export const unknownCalls = ({ recorded }: Google): string[] =>
  [...recorded.unknown].map((call) => `the stand-in for Google does not know this call: ${call}`);

/** One row of the table that a rehearsal prints. */
export const rowOf = ({ what, applied, seconds, left }: Step): Record<string, string | number> => ({
  step: what,
  added: applied.added,
  changed: applied.changed,
  destroyed: applied.destroyed,
  refused: applied.errors.length,
  "left to change": left.length,
  seconds: Number(seconds.toFixed(1)),
});
