import { embedded, inline, isObject, type Json } from "./json";

/** Longest line that is easier to read whole than in parts. */
const width = 140;

/**
 * A value under its key: in one line where that is short, else one line for
 * each part, so that one changed fact is one changed line. A document inside a
 * string is read as what it is, and a text of several lines keeps its lines.
 */
export function tree(key: string, value: Json, indent = ""): string[] {
  const whole = `${indent}${key}: ${inline(value)}`;
  const deeper = `${indent}  `;
  if (typeof value === "string") {
    const document = embedded(value);
    if (document !== undefined) return tree(`${key} (JSON)`, document, indent);
    return value.includes("\n") ? [`${indent}${key}:`, ...textLines(value, deeper)] : [whole];
  }
  if (!isLong(value) && whole.length <= width) return [whole];
  if (Array.isArray(value)) {
    const [only, ...others] = value;
    if (others.length === 0 && typeof only === "string" && !isLong(only)) return [whole];
    return [`${indent}${key}:`, ...value.flatMap((item) => listItem(item, deeper))];
  }
  if (!isObject(value)) return [whole];
  return [`${indent}${key}:`, ...Object.entries(value).flatMap(([name, inner]) => tree(name, inner, deeper))];
}

/** An item of a list: its first line starts with a dash. */
function listItem(item: Json, indent: string): string[] {
  const lines = tree("", item, indent);
  if (lines.length === 1 || !isObject(item))
    return [`${indent}-${lines[0]!.slice(indent.length + 1)}`, ...lines.slice(1)];
  const [first, ...others] = lines.slice(1);
  return [`${indent}- ${first!.trimStart()}`, ...others];
}

/** Lines of a text, marked so that none is taken for an attribute. */
const textLines = (text: string, indent: string): string[] => text.split("\n").map((line) => `${indent}| ${line}`);

/** Whether a text inside is too long for one line. */
function isLong(value: Json): boolean {
  if (typeof value === "string") return value.includes("\n") || embedded(value) !== undefined;
  return typeof value === "object" && value !== null && Object.values(value).some(isLong);
}
