import { z } from "zod";
import type { LogLine } from "./log-line";

/** A field of a log line, from the line's schema. */
export interface LineField {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  /** Whether the schema refuses a line without the field. */
  readonly required: boolean;
  /** Allowed values. @default - any value of its type */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly meaning: string;
}

interface JsonSchema {
  readonly properties: Readonly<Record<string, Omit<LineField, "name"> & { readonly [key: string]: unknown }>>;
  readonly required?: readonly string[];
}

/** Every field of a line, in the order of its schema, without `message`. */
export function lineFields({ schema }: Pick<LogLine, "schema">): LineField[] {
  const { properties, required = [] } = z.toJSONSchema(schema) as unknown as JsonSchema;
  return Object.entries(properties)
    .filter(([name]) => name !== "message")
    .map(([name, { type, minimum, maximum, enum: values, description }]) => ({
      name,
      type,
      required: required.includes(name),
      ...(values === undefined ? {} : { values: values as string[] }),
      ...(minimum === undefined ? {} : { minimum }),
      // zod's bound for every integer, JavaScript's largest safe one, is not ours.
      ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
      meaning: (description as string | undefined) ?? "",
    }));
}
