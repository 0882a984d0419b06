import { hidden, looksLikeCredential, mayBeCredential } from "./credentials";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Issue } from "./issue";
import { newNameOf } from "./renamed-fields";
import { knownKeys, schemaAt, valueAt } from "./schema-at";

/**
 * Converts zod's issues into issues: the field, the given value, the allowed
 * values and, for an unknown key, the closest known one. `elsewhere` returns a hint
 * for a key that belongs in another file.
 * What may be a credential is not shown.
 */
export function schemaIssues(
  file: string,
  schema: z.ZodType,
  given: unknown,
  error: z.ZodError,
  elsewhere: Elsewhere = () => undefined,
): Issue[] {
  return error.issues.flatMap((issue) => {
    const hide = hiderOf(issue, valueAt(given, issue.path));
    return toIssues(file, schema, given, issue, elsewhere).map(({ field, message }) => ({
      file,
      field: hide(field),
      message: hide(message),
    }));
  });
}

type Elsewhere = (path: readonly PropertyKey[], unknown: string) => string | undefined;

/** Takes what was given out of a text where it may be a credential, by itself or by the name of its variable. */
function hiderOf(issue: z.core.$ZodIssue, value: unknown): (text: string) => string {
  const keys = [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys : [])].map(String);
  const secrets = [...keys, ...(typeof value === "string" ? [value] : [])].filter(mayBeCredential);
  const isNamed = looksLikeCredential(String(issue.path.at(-1)), "");
  const shownAs = [
    ...secrets.flatMap((secret) => [quoted(secret), `'${secret}'`, secret]),
    ...(isNamed && typeof value === "string" ? [`'${value}'`, quoted(value)] : []),
    ...(isNamed && typeof value === "number" ? [String(value)] : []),
  ];
  return (text) => shownAs.reduce((rest, part) => rest.replaceAll(part, hidden), text);
}

function toIssues(
  file: string,
  schema: z.ZodType,
  given: unknown,
  issue: z.core.$ZodIssue,
  elsewhere: Elsewhere,
): Issue[] {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((unknown) => ({
      file,
      field: [...issue.path, unknown].join("."),
      message: `unknown key '${unknown}'${unknownKeyHint(issue.path, unknown, knownKeys(schema, issue.path, given), elsewhere)}`,
    }));
  }
  // zod wraps the issue of a record's key; the inner message is the helpful one.
  if (issue.code === "invalid_key") {
    return [
      {
        file,
        field,
        message: `key '${String(issue.path.at(-1))}' ${issue.issues.map((inner) => inner.message).join(", ")}`,
      },
    ];
  }
  const value = valueAt(given, issue.path);
  const expected = expectation(issue);
  if (issue.code === "invalid_union" && issue.discriminator !== undefined && issue.message.startsWith("Invalid "))
    return discriminatorIssues(file, schema, given, issue);
  if (issue.code === "invalid_union" && value !== undefined && issue.message.startsWith("Invalid input"))
    return optionIssues(issue).flatMap((one) => toIssues(file, schema, given, one, elsewhere));
  // Under its old name it is reported with the new one.
  if (value === undefined && isUnderOldName(given, issue.path)) return [];
  if (value === undefined) return [{ file, field, message: `is missing; ${expected}` }];
  if (Array.isArray(value) && issue.code === "invalid_type" && ["object", "record"].includes(issue.expected))
    return [{ file, field, message: "must be { key: ... }, got a list" }];
  return [{ file, field, message: `${expected}${givenValue(expected, value)}` }];
}

/** The new name of a renamed key, the file in which a key belongs if it is not this one, or the closest known key. */
function unknownKeyHint(
  path: readonly PropertyKey[],
  unknown: string,
  known: readonly string[],
  elsewhere: Elsewhere,
): string {
  const newName = newNameOf(unknown);
  if (newName === undefined) return elsewhere(path, unknown) ?? suggestion(unknown, known);
  const inAnotherFile = known.includes(newName) ? "" : elsewhere(path, newName);
  return inAnotherFile === undefined ? suggestion(unknown, known) : `; it is now called '${newName}'${inAnotherFile}`;
}

/** Lists the allowed values of a union's discriminator and suggests the closest one. */
function discriminatorIssues(
  file: string,
  schema: z.ZodType,
  given: unknown,
  { path, discriminator = "" }: z.core.$ZodIssueInvalidUnion,
): Issue[] {
  const union = schemaAt(schema, path.slice(0, -1), given);
  const value = valueAt(given, path);
  const options = union instanceof z.ZodDiscriminatedUnion ? (union.options as z.ZodObject[]) : [];
  const kinds = options.map(({ shape }) => String((shape[discriminator] as z.ZodLiteral).value));
  const message = `must be one of ${kinds.map((kind) => `'${kind}'`).join(", ")}`;
  const field = path.join(".");
  if (value === undefined) return [{ file, field, message: `is missing; ${message}` }];
  const meant = typeof value === "string" ? nearest(value, kinds) : undefined;
  const hint = meant === undefined ? "" : `; did you mean '${meant}'?`;
  return [{ file, field, message: `${message}${givenValue("", value)}${hint}` }];
}

/** The issues of the option of a union that fits the kind of the value, or of the first one. */
function optionIssues({ path, errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const fits = (option: z.core.$ZodIssue[]): boolean =>
    !option.some(({ code, path: at }) => code === "invalid_type" && at.length === 0);
  return (errors.find(fits) ?? errors[0] ?? []).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
}

/** The given value as `, got …`; empty if the message already contains it or quotes the wrong part, or if the value is an object. */
function givenValue(message: string, value: unknown): string {
  if (typeof value === "object" && value !== null) return "";
  if (message.includes("got ") || message.startsWith("holds '")) return "";
  const given = quoted(value);
  // A number counts only at the start of the message: further on it may be a bound.
  const said = typeof value === "string" ? message.includes(given) : message.startsWith(`${given} `);
  return said ? "" : `, got ${given}`;
}

/** A value on one line. A string is quoted, and escaped if it contains control characters. */
function quoted(value: unknown): string {
  if (typeof value !== "string") return typeof value === "function" ? "a function" : String(value);
  return /[\u0000-\u001f\u007f-\u009f]/.test(value) ? JSON.stringify(value) : `'${value}'`;
}

/** Suggests the closest known key, or lists all known keys if none is close. */
export function suggestion(unknown: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const match =
    nearest(unknown, known) ?? known.find((name) => withoutSeparators(unknown).startsWith(withoutSeparators(name)));
  return match === undefined ? `; known here: ${[...known].sort().join(", ")}` : `; did you mean '${match}'?`;
}

/** The known key that is closest by edit distance, if any is close. Case, `_` and `-` are ignored: people often write Terraform's snake case. */
export function nearest(unknown: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(withoutSeparators(unknown), known.map(withoutSeparators));
  if (distance(withoutSeparators(unknown), found) > Math.max(2, unknown.length / 3)) return undefined;
  return known.find((name) => withoutSeparators(name) === found);
}

const withoutSeparators = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, "");

/** What is allowed: zod's default messages reworded, our own messages unchanged. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big" && issue.message.startsWith("Too big"))
    return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters" : ""}`;
  if (issue.code === "too_small" && issue.message.startsWith("Too small")) {
    if (issue.origin === "string") return "must not be empty";
    return issue.origin === "array" ? "must name at least one" : `must be at least ${issue.minimum}`;
  }
  return issue.message.replace(/^Invalid (input|option): /, "").replace(/, received \w+$/, "");
}

/**
 * A copy of the given value without unknown keys, so that the rest can still be
 * checked; undefined if the error has any other issue, or if a
 * key was renamed: without it, rules would report its new name as missing.
 */
export function withoutUnknownKeys<T>(given: T, error: z.ZodError): T | undefined {
  if (error.issues.some((issue) => issue.code !== "unrecognized_keys" || issue.keys.some(isRenamed))) return undefined;
  const copy = copyOf(given) as T;
  for (const issue of error.issues) {
    const parent = valueAt(copy, issue.path) as Record<string, unknown>;
    for (const key of issue.code === "unrecognized_keys" ? issue.keys : []) Reflect.deleteProperty(parent, key);
  }
  return copy;
}

/** Whether a missing field is there under the name that it had before. */
function isUnderOldName(given: unknown, path: readonly PropertyKey[]): boolean {
  const parent = valueAt(given, path.slice(0, -1));
  return (
    typeof parent === "object" && parent !== null && Object.keys(parent).some((key) => newNameOf(key) === path.at(-1))
  );
}

const isRenamed = (key: string): boolean => newNameOf(key) !== undefined;

/** A deep copy of objects and arrays; other values, including functions, are kept as they are. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}
