import { z } from "zod";
import type { LogLine } from "./log-line";

/** A field of a line, as its schema has it. */
export interface LineField {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  /** Whether a line without it is refused. */
  readonly required: boolean;
  /** The only values that it may have. @default - any of its type */
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
      // Every whole number that JavaScript holds exactly is no bound of ours.
      ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
      meaning: (description as string | undefined) ?? "",
    }));
}
