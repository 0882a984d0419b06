import type { Issue } from "../issue";
import { regions } from "../regions";
import { nearest } from "../schema-issues";

type Place = Pick<Issue, "file" | "field">;

/** Refuses a derived name that is shorter or longer than its product allows. */
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

/** Refuses a region that is not in contract/regions.ts. */
export function regionIssue(where: Place, region: string): Issue[] {
  if (regions.includes(region)) return [];
  const match = nearest(region, regions);
  const fix = match === undefined ? "add a new one to contract/regions.ts" : `did you mean '${match}'?`;
  return [{ ...where, message: `'${region}' is no region of Google Cloud; ${fix}` }];
}

/** Values that occur more than once, each formatList once. */
export const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
