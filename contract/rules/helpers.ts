import type { Issue } from "../issue";
import { regions } from "../regions";
import { nearest } from "../schema-issues";

type Place = Pick<Issue, "file" | "field">;

/** A derived name that is shorter or longer than its product takes. */
export function lengthIssue(where: Place, what: string, name: string, min: number, max: number): Issue[] {
  const has = `${what} '${name}' has ${name.length} characters`;
  if (name.length < min) {
    const message = `${has}, fewer than the ${min} that Google asks for; lengthen it by ${min - name.length}`;
    return [{ ...where, message }];
  }
  if (name.length > max) {
    return [
      { ...where, message: `${has}, more than the ${max} that Google takes; shorten it by ${name.length - max}` },
    ];
  }
  return [];
}

/** A region that Google does not have, or that is newer than the list. */
export function regionIssue(where: Place, region: string): Issue[] {
  if (regions.includes(region)) return [];
  const match = nearest(region, regions);
  const fix = match === undefined ? "add a new one to contract/regions.ts" : `did you mean '${match}'?`;
  return [{ ...where, message: `'${region}' is no region of Google Cloud; ${fix}` }];
}

/** `a`, `a and b`, `a, b and c`. */
export const formatList = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** Values that stand there more than once, each once. */
export const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
