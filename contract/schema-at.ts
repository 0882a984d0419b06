import { z } from "zod";

/** Keys that an object may have at a path. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[], given: unknown): string[] {
  const target = schemaAt(schema, path, given, true);
  return target instanceof z.ZodObject ? Object.keys(target.shape) : [];
}

/** The schema at a path. For a discriminated union: the union itself, or with `chosen` the option that the value selects. */
export function schemaAt(
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

/** Unwraps optional and default, and selects the option of a union by the value's discriminator. */
function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as z.ZodType, value);
  // Of a plain union, such as a figure, only an object has keys to name.
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion))
    return (schema.options as z.ZodType[]).find((option) => option instanceof z.ZodObject) ?? schema;
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

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}
