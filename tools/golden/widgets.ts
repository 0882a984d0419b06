import { cell, isObject, type Json, type JsonObject } from "./json";
import { Leaves, type Row } from "./table";

/** A widget's line, and the lines below it. */
export interface Widget extends Row {
  /** Queries and limits of a chart. */
  readonly items: readonly Row[];
  /** Parts of a Markdown text; together they are the text. */
  readonly text: readonly string[];
}

const gridColumns = 48;

/**
 * Widgets in the order of the grid. One that begins where the last one ends, or
 * at the start of the next row, does not say its place: so a new widget
 * moves no other's line.
 */
export function widgets(tiles: readonly Json[]): Widget[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return tiles.map((tile) => {
    const left = new Leaves(isObject(tile) ? tile : { tile });
    const [width, height, xPos, yPos] = ["width", "height", "xPos", "yPos"].map((path) => left.take(path));
    if (x + Number(width) > gridColumns) [x, y] = [0, y + rowHeight];
    const place = [xPos ?? 0, yPos ?? 0];
    const follows = place[0] === x && place[1] === y;
    [x, y, rowHeight] = [Number(place[0]) + Number(width), Number(place[1]), Number(height)];
    const items = itemsOf(left);
    const text = textOf(left);
    const size = `${cell(width)}x${cell(height)}${follows ? "" : ` at ${place.map(cell).join()}`}`;
    const kind = kindOf(tile);
    const columns = [size, kind, cell(left.take("widget.title"))];
    return { columns, kind, items, text, rest: shortened(left.left, `widget.${kind}`) };
  });
}

/** What a widget is: the one key beside its title. */
function kindOf(tile: Json): string {
  const widget = isObject(tile) ? tile.widget : undefined;
  const keys = isObject(widget) ? Object.keys(widget).filter((key) => key !== "title") : [];
  return keys.join() || "-";
}

/** Paths without the kind that is in the same line: `.yAxis.label`. */
const shortened = (rest: JsonObject, start: string): JsonObject =>
  Object.fromEntries(
    Object.entries(rest).map(([path, value]) => [
      path.startsWith(`${start}.`) ? path.slice(start.length) : path,
      value,
    ]),
  );

const item = /^widget\.xyChart\.(?:dataSets|thresholds)\[(\d+)\]/;

/** Data sets and thresholds of a chart, in their order. */
function itemsOf(left: Leaves): Row[] {
  const found = new Map<string, Leaves>();
  for (const [path, value] of Object.entries(left.left)) {
    const [start] = item.exec(path) ?? [];
    if (start === undefined) continue;
    left.take(path);
    const own = found.get(start) ?? new Leaves({});
    own.left[path.slice(start.length + 1).replace("timeSeriesQuery.", "")] = value;
    found.set(start, own);
  }
  return [...found].map(([start, own]) => {
    if (start.includes("dataSets")) {
      const query = own.take("prometheusQuery") ?? own.take("timeSeriesFilter.filter");
      return { kind: "query", columns: [`query ${cell(own.take("legendTemplate"))}`, cell(query)], rest: own.left };
    }
    return { kind: "limit", columns: [`limit ${cell(own.take("value"))}`, cell(own.take("label"))], rest: own.left };
  });
}

/** Paragraphs, items and links of a text, each with the space or dot that ends it. */
function textOf(left: Leaves): string[] {
  const path = "widget.text.content";
  const text = left.left[path];
  if (typeof text !== "string") return [];
  left.take(path);
  return text.split(/(?<=\n)(?!\n)|(?<=[a-z]\. )|(?<= · )(?=\[)/);
}
