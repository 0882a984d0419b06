import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Fault } from "./fault";

/** Rewrites zod's issues as faults: where, what was given, what is allowed, and the key that was probably meant. */
export function schemaFaults(file: string, schema: z.ZodType, given: unknown, error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const field = issue.path.join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((unknown) => ({
        file,
        field: [...issue.path, unknown].join("."),
        message: `unknown key '${unknown}'${suggestion(unknown, knownKeys(schema, issue.path, given))}`,
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
    if (value === undefined)
      return [{ file, field, message: `is missing; ${issue.message.replace(/, received undefined$/, "")}` }];
    const shown = issue.message.includes("got ") || typeof value === "object" ? "" : `, got ${JSON.stringify(value)}`;
    return [{ file, field, message: `${lowerFirst(issue.message)}${shown}` }];
  });
}

/** The nearest known key if one is near, all of them if not. Snake case is the usual slip: Terraform's own spelling. */
export function suggestion(unknown: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const flat = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, "");
  const nearest = closest(flat(unknown), known.map(flat));
  const match = known.find((name) => flat(name) === nearest) ?? "";
  const near = distance(flat(unknown), nearest) <= Math.max(2, unknown.length / 3) || flat(unknown).startsWith(nearest);
  return near ? `; did you mean '${match}'?` : `; known here: ${[...known].sort().join(", ")}`;
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[], given: unknown): string[] {
  const found = path.reduce<{ schema: z.ZodType | undefined; value: unknown }>(
    (at, step) => {
      const value = valueAt(at.value, [step]);
      return { schema: at.schema && child(unwrap(at.schema, at.value), step), value };
    },
    { schema, value: given },
  );
  const target = found.schema && unwrap(found.schema, found.value);
  return target instanceof z.ZodObject ? Object.keys(target.shape) : [];
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

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
