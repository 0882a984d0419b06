import { rounded } from "../../contract/rounded";
import type { PromqlCondition } from "../../observability/alerts/alert";

/** A condition with one error, which its scenarios must detect. */
export interface Mutation {
  /** The error: `threshold 0.0625`. */
  readonly change: string;
  readonly condition: PromqlCondition;
}

/** Whole numbers below this change by 1, since a quarter of them is less than 1. */
const smallestScaled = 5;

/** Durations below this become 0, since half of them is less than the one-minute precision of the scenarios. */
const shortestHalved = 120;

const opposite = { ">": "<", ">=": "<=", "<": ">", "<=": ">=" } as const;

/** Typical mistakes in a condition: a figure off by a quarter, an inverted comparison, a missing part of the guard. */
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
