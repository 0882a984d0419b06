import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { columns, mosaic, type PlacedTile, type Section, type Tile } from "../../../observability/dashboards/grid";
import { chart } from "../../../observability/dashboards/tiles";

const tile = (title: string, width: number, height = 16): Tile => ({
  width,
  height,
  widget: { title, incidentList: {} },
});
const section = (title: string, ...tiles: Tile[]): Section => ({ title, subtitle: "", tiles });

/** Position of each tile: `title x,y widthxheight`. */
const places = (tiles: readonly PlacedTile[]): string[] =>
  tiles.map(({ widget, xPos, yPos, width, height }) => `${widget.title} ${xPos},${yPos} ${width}x${height}`);

const sections = fc.array(
  fc.record({
    title: fc.string({ minLength: 1 }),
    subtitle: fc.string(),
    tiles: fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: columns }),
        height: fc.integer({ min: 1, max: 20 }),
        widget: fc.record({ title: fc.string(), incidentList: fc.constant({}) }),
      }),
      { maxLength: 12 },
    ),
  }),
  { maxLength: 6 },
);

describe("mosaic", () => {
  test("places tiles row by row below their section's header", () => {
    expect(
      places(mosaic([section("One", tile("a", 16), tile("b", 32)), section("Two", tile("c", 24), tile("d", 24))])),
    ).toEqual(["One 0,0 48x4", "a 0,4 16x16", "b 16,4 32x16", "Two 0,20 48x4", "c 0,24 24x16", "d 24,24 24x16"]);
  });

  test("widens the tiles of a row that is not full, in proportion", () => {
    expect(places(mosaic([section("S", tile("a", 16), tile("b", 16))])).slice(1)).toEqual([
      "a 0,4 24x16",
      "b 24,4 24x16",
    ]);
    expect(places(mosaic([section("S", tile("a", 8), tile("b", 16))])).slice(1)).toEqual([
      "a 0,4 16x16",
      "b 16,4 32x16",
    ]);
  });

  test("gives a tile that is left over a neighbour from the row before", () => {
    const four = ["a", "b", "c", "d"].map((title) => tile(title, 16));
    expect(places(mosaic([section("S", ...four)])).slice(1)).toEqual([
      "a 0,4 24x16",
      "b 24,4 24x16",
      "c 0,20 24x16",
      "d 24,20 24x16",
    ]);
  });

  test("makes the tiles of a row as high as the highest", () => {
    expect(places(mosaic([section("S", tile("a", 24, 8), tile("b", 24, 12))])).slice(1)).toEqual([
      "a 0,4 24x12",
      "b 24,4 24x12",
    ]);
  });

  test("leaves a section without tiles out", () => {
    expect(places(mosaic([section("Empty"), section("S", tile("a", 48))]))).toEqual(["S 0,0 48x4", "a 0,4 48x16"]);
  });

  test.each([0, 49, 1.5])("refuses a tile that is %d columns wide", (width) => {
    expect(() => mosaic([section("S", tile("a", width))])).toThrow(`'a' is ${width} columns wide; a row has 48`);
  });

  test("covers each block of the grid exactly once, whatever the tiles", () => {
    fc.assert(
      fc.property(sections, (of) => {
        const placed = mosaic(of);
        const blocks = placed.flatMap(({ xPos, yPos, width, height }) =>
          Array.from({ length: width * height }, (_, index) => {
            const [x, y] = [xPos + (index % width), yPos + Math.floor(index / width)];
            return x < columns ? y * columns + x : NaN;
          }),
        );
        const bottom = Math.max(0, ...placed.map(({ yPos, height }) => yPos + height));
        expect(blocks.length).toBe(columns * bottom);
        expect(new Set(blocks).size).toBe(columns * bottom);
        expect(blocks).not.toContain(NaN);
      }),
    );
  });

  test("keeps every tile in its order, with the section's header before it", () => {
    fc.assert(
      fc.property(sections, (of) => {
        const inReadingOrder = [...mosaic(of)].sort((one, other) => one.yPos - other.yPos || one.xPos - other.xPos);
        expect(inReadingOrder.map(({ widget }) => widget.title)).toEqual(
          of
            .filter(({ tiles }) => tiles.length > 0)
            .flatMap(({ title, tiles }) => [title, ...tiles.map(({ widget }) => widget.title)]),
        );
      }),
    );
  });

  test("takes three charts in a row", () => {
    const charts = ["a", "b", "c"].map((title) => chart({ title, axis: "", unit: "1", lines: [] }));
    expect(mosaic([section("S", ...charts)]).map(({ xPos }) => xPos)).toEqual([0, 0, 16, 32]);
  });
});
