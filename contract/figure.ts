import { z } from "zod";

/** The least, the expected and the most that a figure may be. */
export const cases = ["low", "expected", "high"] as const;
export type Case = (typeof cases)[number];
export type Spread = Readonly<Record<Case, number>>;

/** A figure that is known, or the spread of one that is not. */
export type Figure = number | Spread;

/** Accepts a figure or its spread; the same bounds hold for each of its cases. */
export const figure = (schema: z.ZodNumber): z.ZodUnion<[z.ZodNumber, z.ZodType<Spread, Spread>]> =>
  z.union([schema, z.strictObject({ low: schema, expected: schema, high: schema }).superRefine(inOrder)]);

function inOrder({ low, expected, high }: Spread, context: z.core.$RefinementCtx): void {
  if (low <= expected && expected <= high) return;
  const message = `low ${low}, expected ${expected} and high ${high} are not in that order; sort them`;
  context.addIssue({ code: "custom", message });
}

/** A value with each spread in it replaced by its figure in one case. */
export type InCase<T> = T extends Figure ? number : T extends object ? { readonly [K in keyof T]: InCase<T[K]> } : T;

export function inCase<T>(value: T, which: Case): InCase<T> {
  if (isSpread(value)) return value[which] as InCase<T>;
  if (typeof value !== "object" || value === null) return value as InCase<T>;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inCase(inner, which)])) as InCase<T>;
}

export const isSpread = (value: unknown): value is Spread =>
  typeof value === "object" && value !== null && cases.every((one) => Object.hasOwn(value, one));
