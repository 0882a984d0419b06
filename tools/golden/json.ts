/** What a stack's JSON is made of. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object without one of its keys. */
export const without = (object: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

/** A value whose objects have their keys in order, as `npm run synth` writes them. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key]!)]));
}

/** Keys that need no quotes to be told from what is around them. */
const keyText = (key: string): string => (/^[\w./-]+$/.test(key) ? key : JSON.stringify(key));

/** Backticks around a query full of quotes, which reads better than a backslash before each. */
const quoted = (text: string): string =>
  /^[^`\\\p{C}]*"[^`\\\p{C}]*$/u.test(text) ? `\`${text}\`` : JSON.stringify(text);

/** A value in one line. Strings keep their quotes, so that "1" is not 1. */
export function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "string") return quoted(value);
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${keyText(key)}: ${inline(inner)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A value as a cell of a table: a plain word without quotes, `-` where there is none. */
export function cell(value: Json | undefined): string {
  if (value === undefined) return "-";
  const isPlain =
    typeof value === "string" && /^[A-Za-z$/][^\s|"`]*$/.test(value) && !/^(true|false|null)$/.test(value);
  return isPlain ? value : inline(value);
}

/** What a string holds, if that is a whole JSON document, such as a dashboard. */
export function embedded(text: string): Json[] | JsonObject | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json[] | JsonObject;
  } catch {
    // A filter in brackets, not a document.
    return undefined;
  }
}
