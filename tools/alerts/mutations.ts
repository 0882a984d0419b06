import { rounded } from "../../contract/rounded";
import type { PromqlCondition } from "../../observability/alerts/alert";

/** A condition with one thing wrong, which its scenarios must notice. */
export interface Mutation {
  /** What is wrong: `threshold 0.0625`. */
  readonly change: string;
  readonly condition: PromqlCondition;
}

/** A fifth of a smaller whole number is less than the next one. */
const smallestScaled = 5;

/** Below it, half of it is less than the minute with which an alert's opening is known. */
const shortestHalved = 120;

const opposite = { ">": "<", ">=": "<=", "<": ">", "<=": ">=" } as const;

/** The slips of whoever edits a condition: a figure a quarter off, a sign turned, a guard lost. */
export function mutations(condition: PromqlCondition): Mutation[] {
  const { comparison, threshold, forSeconds } = condition;
  const slip = (change: string, wrong: Partial<PromqlCondition>): Mutation => ({
    change,
    condition: { ...condition, ...wrong },
  });
  const isSmall = Number.isInteger(threshold) && Math.abs(threshold) < smallestScaled;
  const thresholds = isSmall ? [threshold + 1, threshold - 1] : [rounded(threshold * 1.25), rounded(threshold * 0.8)];
  const durations = forSeconds === 0 ? [] : [forSeconds < shortestHalved ? 0 : forSeconds / 2, forSeconds * 2];
  return [
    ...thresholds.map((wrong) => slip(`threshold ${wrong}`, { threshold: wrong })),
    slip(`comparison ${opposite[comparison]}`, { comparison: opposite[comparison] }),
    ...durations.map((wrong) => slip(`for ${wrong} s`, { forSeconds: wrong })),
    ...withoutGuards(condition),
  ];
}

const withoutGuards = ({ guards = [], ...condition }: PromqlCondition): Mutation[] =>
  guards.map((lost, index) => ({
    change: `without ${lost}`,
    condition: { ...condition, guards: guards.filter((_, other) => other !== index) },
  }));
