import type { Widget } from "./widgets";

/** Columns of a dashboard; the API accepts 1 to 48. Google, "MosaicLayout" (Monitoring API). */
export const columns = 48;

const headerHeight = 4;

/** A widget with its requested size, in grid blocks. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly widget: Widget;
}

/** Tiles under a header, which appears in the dashboard's table of contents. */
export interface Section {
  readonly title: string;
  /** The question that the section answers, in a few words. */
  readonly subtitle: string;
  readonly tiles: readonly Tile[];
}

/** A tile with its position, in the API's format. */
export interface PlacedTile extends Tile {
  readonly xPos: number;
  readonly yPos: number;
}

/**
 * Places sections below each other, and the tiles of each section row by row, in order.
 * The tiles of a row are widened proportionally to fill it and get the height of the
 * highest, so that there are no gaps. A single leftover tile shares a row with the tile
 * before it.
 *
 * @throws Error if a tile is wider than a row
 */
export function mosaic(
  sections: readonly Section[],
  headers: "with headers" | "without headers" = "with headers",
): PlacedTile[] {
  const placed: PlacedTile[] = [];
  let top = 0;
  for (const { title, subtitle, tiles } of sections.filter((section) => section.tiles.length > 0)) {
    const header = { title, sectionHeader: { subtitle, dividerBelow: false } };
    const head = headers === "with headers" ? [[{ width: columns, height: headerHeight, widget: header }]] : [];
    for (const row of [...head, ...rows(tiles)]) {
      const height = Math.max(...row.map((tile) => tile.height));
      placed.push(...fill(row).map((tile) => ({ ...tile, height, yPos: top })));
      top += height;
    }
  }
  return placed;
}

function rows(tiles: readonly Tile[]): Tile[][] {
  const all: Tile[][] = [];
  let free = 0;
  for (const tile of tiles) {
    if (!Number.isInteger(tile.width) || tile.width < 1 || tile.width > columns)
      throw new Error(`'${tile.widget.title}' is ${tile.width} columns wide; a row has ${columns}`);
    if (tile.width > free) {
      all.push([]);
      free = columns;
    }
    all.at(-1)!.push(tile);
    free -= tile.width;
  }
  const [before, last] = all.slice(-2);
  const moved = before?.at(-1);
  if (before !== undefined && last?.length === 1 && before.length > 2 && moved!.width <= free)
    last.unshift(before.pop()!);
  return all;
}

/** Positions tiles by their share of the row's width, so that the row ends exactly at the last column. */
function fill(row: readonly Tile[]): (Tile & { readonly xPos: number })[] {
  const taken = row.reduce((sum, { width }) => sum + width, 0);
  let before = 0;
  return row.map((tile) => {
    const xPos = Math.round((before / taken) * columns);
    before += tile.width;
    return { ...tile, xPos, width: Math.round((before / taken) * columns) - xPos };
  });
}
