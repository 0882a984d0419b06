import { cell, inline, isObject, type Json, type JsonObject } from "./json";

/** A line of a table. */
export interface Row {
  /** Shown in this order at the start of the line. */
  readonly columns: readonly string[];
  /** Everything else that the row holds, by path. */
  readonly rest: JsonObject;
  /** Lines below the row, for a part of it that would be too long beside the others. @default - none */
  readonly below?: readonly string[];
  /** Rows of one kind have something in common. */
  readonly kind?: string;
}

/**
 * One line a row. What most rows have in common is written once, above them, and a
 * row says only where it differs: one loosened value is one changed line, among
 * lines that show nothing but what matters. Cells are not padded, since a longer
 * one would move all the others.
 */
export function table(title: string, rows: readonly Row[]): string[] {
  const usual = usualOf(rows);
  return [title, ...usualLines(usual), ...rows.flatMap((row) => rowLines(row, usual))];
}

/** Longest line that a table has, unless it is a query. */
const longest = 400;

/** A row in one line; what leads it and the rest of it in two where that is too long. */
function rowLines(row: Row, usual: Usual): string[] {
  const line = `  ${rowLine(row, usual)}`;
  const start = row.columns.join(" | ").length + 2;
  const lines =
    line.length <= longest || line.length === start ? [line] : [line.slice(0, start), `     ${line.slice(start)}`];
  return [...lines, ...(row.below ?? []).map((one) => `      ${one}`)];
}

/** What most rows of each kind have, by path. */
export type Usual = ReadonlyMap<string, JsonObject>;

export const usualOf = (rows: readonly Row[]): Usual =>
  new Map(
    [...new Set(rows.map(({ kind = "" }) => kind))]
      .sort()
      .map((kind) => [kind, mostHave(rows.filter((row) => (row.kind ?? "") === kind))]),
  );

/** What is usual, one line a kind; none where nothing is, and a line each where there is much. */
export const usualLines = (usual: Usual): string[] =>
  [...usual].flatMap(([kind, values]) => {
    const title = `  usual${kind === "" ? "" : ` ${kind}`}: `;
    const line = `${title}${facts(values)}`;
    if (line === title) return [];
    return line.length <= longest
      ? [line]
      : Object.entries(values).map(([path, value]) => `${title}${facts({ [path]: value })}`);
  });

/** A row without what is usual, and with the names of what is usual and missing here. */
export function rowLine({ columns, rest, kind = "" }: Row, of: Usual): string {
  const usual = of.get(kind) ?? {};
  const other = Object.fromEntries(Object.entries(rest).filter(([path, value]) => !isSame(usual[path], value)));
  const absent = Object.keys(usual).filter((path) => rest[path] === undefined);
  const ends = [facts(other), absent.length === 0 ? "" : `without ${absent.join(", ")}`];
  return [...columns, ...ends].filter((part) => part !== "").join(" | ");
}

const facts = (values: JsonObject): string =>
  Object.entries(values)
    .map(([path, value]) => `${path}=${cell(value)}`)
    .join(", ");

const isSame = (one: Json | undefined, other: Json): boolean => one !== undefined && inline(one) === inline(other);

/** Values that more than half of several rows have. */
function mostHave(rows: readonly Row[]): JsonObject {
  const usual: JsonObject = {};
  for (const path of [...new Set(rows.flatMap(({ rest }) => Object.keys(rest)))].sort()) {
    const counts = new Map<string, number>();
    for (const { rest } of rows) {
      const value = rest[path];
      if (value === undefined) continue;
      const count = (counts.get(inline(value)) ?? 0) + 1;
      counts.set(inline(value), count);
      if (count > 1 && count * 2 > rows.length) usual[path] = value;
    }
  }
  return usual;
}

/** A value's leaves by path; a list of plain values is a leaf, as is whatever is empty. */
function leaves(value: Json, path = ""): JsonObject {
  const parts: [string, Json][] = Array.isArray(value)
    ? value.map((item, index) => [`${path}[${index}]`, item])
    : isObject(value)
      ? Object.entries(value).map(([key, item]) => [path === "" ? pathKey(key) : `${path}.${pathKey(key)}`, item])
      : [];
  const isLeaf = parts.length === 0 || (Array.isArray(value) && value.every((item) => typeof item !== "object"));
  if (isLeaf) return { [path]: value };
  return Object.assign({}, ...parts.map(([name, item]) => leaves(item, name))) as JsonObject;
}

/** Quoted where it would read as a path of its own. */
const pathKey = (key: string): string => (/^[\w/-]+$/.test(key) ? key : JSON.stringify(key));

/** Takes named leaves out of a value; what nobody takes is `left`, so nothing is missed. */
export class Leaves {
  readonly left: JsonObject;

  constructor(value: JsonObject) {
    this.left = Object.keys(value).length === 0 ? {} : leaves(value);
  }

  /** The leaf at a path, undefined if there is none. */
  take(path: string): Json | undefined {
    const value = this.left[path];
    // oxlint-disable-next-line typescript/no-dynamic-delete -- the paths are data
    delete this.left[path];
    return value;
  }
}
