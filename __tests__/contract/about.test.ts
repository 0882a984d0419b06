import { expect, test } from "vitest";
import { about } from "../../contract/about";

test("a figure is kept to two significant digits", () => {
  expect([0, 0.0123, 0.35, 1.4638, 9.96, 99.6, 211, 6_790_000, 48_907.92].map(about)).toEqual([
    0, 0.012, 0.35, 1.5, 10, 100, 210, 6_800_000, 49_000,
  ]);
});
