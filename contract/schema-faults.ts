import { hidden, looksLikeCredential, mayBeCredential } from "./credentials";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Fault } from "./fault";

/**
 * Rewrites zod's issues as faults: where, what was given, what is allowed, and
 * the key that was probably meant; `elsewhere` knows keys that belong in another file.
 * What may be a credential is not shown.
 */
export function schemaFaults(
  file: string,
  schema: z.ZodType,
  given: unknown,
  error: z.ZodError,
  elsewhere: Elsewhere = () => undefined,
): Fault[] {
  return error.issues.flatMap((issue) => {
    const hide = hiderOf(issue, valueAt(given, issue.path));
    return issueFaults(file, schema, given, issue, elsewhere).map(({ field, message }) => ({
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
    ...secrets.flatMap((secret) => [written(secret), `'${secret}'`, secret]),
    ...(isNamed && typeof value === "string" ? [`'${value}'`, written(value)] : []),
    ...(isNamed && typeof value === "number" ? [String(value)] : []),
  ];
  return (text) => shownAs.reduce((rest, part) => rest.replaceAll(part, hidden), text);
}

function issueFaults(
  file: string,
  schema: z.ZodType,
  given: unknown,
  issue: z.core.$ZodIssue,
  elsewhere: Elsewhere,
): Fault[] {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((unknown) => ({
      file,
      field: [...issue.path, unknown].join("."),
      message: `unknown key '${unknown}'${elsewhere(issue.path, unknown) ?? suggestion(unknown, knownKeys(schema, issue.path, given))}`,
    }));
  }
  // zod wraps what is wrong with a record's key; the inner message is the one that helps.
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
    return discriminatorFaults(file, schema, given, issue);
  if (value === undefined) return [{ file, field, message: `is missing; ${expected}` }];
  if (Array.isArray(value) && issue.code === "invalid_type" && ["object", "record"].includes(issue.expected))
    return [{ file, field, message: "must be { key: ... }, got a list" }];
  return [{ file, field, message: `${expected}${shown(expected, value)}` }];
}

/** The kinds that there are, and the one that was probably meant. */
function discriminatorFaults(
  file: string,
  schema: z.ZodType,
  given: unknown,
  { path, discriminator = "" }: z.core.$ZodIssueInvalidUnion,
): Fault[] {
  const union = schemaAt(schema, path.slice(0, -1), given);
  const value = valueAt(given, path);
  const options = union instanceof z.ZodDiscriminatedUnion ? (union.options as z.ZodObject[]) : [];
  const kinds = options.map(({ shape }) => String((shape[discriminator] as z.ZodLiteral).value));
  const message = `must be one of ${kinds.map((kind) => `'${kind}'`).join(", ")}`;
  const field = path.join(".");
  if (value === undefined) return [{ file, field, message: `is missing; ${message}` }];
  const meant = typeof value === "string" ? nearest(value, kinds) : undefined;
  const hint = meant === undefined ? "" : `; did you mean '${meant}'?`;
  return [{ file, field, message: `${message}${shown("", value)}${hint}` }];
}

/** What was given, unless the message says it already, quotes the part that is wrong, or it is too large to show. */
function shown(message: string, value: unknown): string {
  if (typeof value === "object" && value !== null) return "";
  if (message.includes("got ") || message.startsWith("holds '")) return "";
  const given = written(value);
  // A figure only at the start: further on it may be a bound.
  const said = typeof value === "string" ? message.includes(given) : message.startsWith(`${given} `);
  return said ? "" : `, got ${given}`;
}

/** A value on one line: a text in quotes, and with escapes where it holds what would not be seen. */
function written(value: unknown): string {
  if (typeof value !== "string") return typeof value === "function" ? "a function" : String(value);
  return /[\u0000-\u001f\u007f-\u009f]/.test(value) ? JSON.stringify(value) : `'${value}'`;
}

/** The nearest known key if one is near, all of them if not. */
export function suggestion(unknown: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const match = nearest(unknown, known) ?? known.find((name) => flat(unknown).startsWith(flat(name)));
  return match === undefined ? `; known here: ${[...known].sort().join(", ")}` : `; did you mean '${match}'?`;
}

/** The known key that differs by a slip or two. Snake case is the usual one: Terraform's own spelling. */
export function nearest(unknown: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(flat(unknown), known.map(flat));
  if (distance(flat(unknown), found) > Math.max(2, unknown.length / 3)) return undefined;
  return known.find((name) => flat(name) === found);
}

const flat = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, "");

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[], given: unknown): string[] {
  const target = schemaAt(schema, path, given, true);
  return target instanceof z.ZodObject ? Object.keys(target.shape) : [];
}

/** The schema of what lies at a path: of a union itself, or of the option that its value chose. */
function schemaAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  given: unknown,
  chosen = false,
): z.ZodType | undefined {
  const found = path.reduce<{ schema: z.ZodType | undefined; value: unknown }>(
    (at, step) => {
      const value = valueAt(at.value, [step]);
      return { schema: at.schema && child(unwrap(at.schema, at.value), step), value };
    },
    { schema, value: given },
  );
  return chosen ? found.schema && unwrap(found.schema, found.value) : found.schema;
}

/** Sees through optional and default, and picks the option of a union that the value's discriminator names. */
function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    const name = valueAt(value, [discriminator]);
    return (
      (schema.options as z.ZodObject[]).find(
        (option) => (option.shape[discriminator] as z.ZodLiteral).value === name,
      ) ?? schema
    );
  }
  return schema;
}

function child(schema: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] as z.ZodType | undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}

/** What is allowed, in our own words where zod speaks in its own. */
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
 * What was given without the keys that the schema does not know, so that the
 * rest can still be checked; undefined if more than unknown keys is wrong.
 */
export function withoutUnknownKeys<T>(given: T, error: z.ZodError): T | undefined {
  if (error.issues.some(({ code }) => code !== "unrecognized_keys")) return undefined;
  const copy = copyOf(given) as T;
  for (const issue of error.issues) {
    const parent = valueAt(copy, issue.path) as Record<string, unknown>;
    for (const key of issue.code === "unrecognized_keys" ? issue.keys : []) Reflect.deleteProperty(parent, key);
  }
  return copy;
}

/** Objects and lists anew; what else there is, functions too, stays what it is. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}
