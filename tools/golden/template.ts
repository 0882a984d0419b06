/** Texts that differ in names only: what they share, and the names of each. */
export interface Template {
  /** The shared text, `<1>` in place of the first name. */
  readonly text: string;
  /** For each text its names, in the order of their numbers. */
  readonly names: readonly (readonly string[])[];
}

/** Words that a name is made of, and what is between them; `%2F` of an address is between. */
const tokens = (line: string): string[] => line.split(/(%[0-9A-F]{2}|[^\w.%-]+|%)/);

/**
 * What texts of the same lines share. A name in several places has
 * one number; a line of which more than names differ is a name as a whole.
 */
export function template(texts: readonly string[]): Template {
  const numbers = new Map<string, number>();
  const found: string[][] = [];
  const shared = (parts: readonly string[]): string => {
    if (parts.every((part) => part === parts[0])) return parts[0]!;
    const key = JSON.stringify(parts);
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size + 1);
      found.push([...parts]);
    }
    return `<${numbers.get(key)!}>`;
  };
  const lines = texts.map((text) => text.split("\n"));
  const text = lines[0]!.map((_, at) => {
    const split = lines.map((one) => tokens(one[at]!));
    if (split.some((one) => one.length !== split[0]!.length)) return shared(lines.map((one) => one[at]!));
    return split[0]!.map((_, token) => shared(split.map((one) => one[token]!))).join("");
  });
  return { text: text.join("\n"), names: texts.map((_, index) => found.map((parts) => parts[index]!)) };
}
