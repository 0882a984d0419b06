import { cell, embedded, isObject, without, type Json, type JsonObject } from "./json";
import { rowLine, usualLines, usualOf } from "./table";
import { tree } from "./tree";
import { widgets } from "./widgets";

/**
 * A dashboard: one line a widget with its size, kind and title, and below it one
 * line for each query and limit, or for each sentence of its text.
 */
export function dashboard(address: string, resource: JsonObject): string[] {
  const document = typeof resource.dashboard_json === "string" ? embedded(resource.dashboard_json) : undefined;
  if (!isObject(document)) return tree(address, resource);
  const attributes = without(resource, "dashboard_json");
  const { mosaicLayout, ...rest } = document;
  const { tiles, ...layout } = isObject(mosaicLayout) ? mosaicLayout : {};
  return [...tree(address, { ...attributes, ...rest, mosaicLayout: layout }), ...widgetLines(tiles)];
}

function widgetLines(tiles: Json | undefined): string[] {
  if (!Array.isArray(tiles)) return tree("  tiles", tiles ?? null);
  const read = widgets(tiles);
  const usual = usualOf(read);
  const usualItem = usualOf(read.flatMap(({ items }) => items));
  return [
    ...usualLines(usual),
    ...usualLines(usualItem),
    ...read.flatMap(({ items, text, ...row }) => [
      `  ${rowLine(row, usual)}`,
      ...items.filter(({ kind }) => kind === "query").map((item) => `    ${rowLine(item, usualItem)}`),
      ...limits(items.filter(({ kind }) => kind === "limit").map((item) => rowLine(item, usualItem))),
      ...text.map((line) => `    ${cell(line)}`),
    ]),
  ];
}

/** All limits of a chart, in one line. */
const limits = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`    ${lines.join("; ")}`]);
