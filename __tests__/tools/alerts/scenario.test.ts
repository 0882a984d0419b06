import { describe, expect, test } from "vitest";
import { lastMinute } from "../../../tools/alerts/scenario";

describe("the last minute of series", () => {
  test.each([
    ["0+10x60", 60],
    ["7x5", 5],
    ["1 2 3", 2],
    ["_x5 1", 5],
    ["_ 1", 1],
    ["0x4 1-0.5x10", 15],
    [" 1e3+0.5x2\n stale ", 3],
  ])("of '%s' is %i", (values, minute) => {
    expect(lastMinute([{ series: "m", values }])).toBe(minute);
  });

  test("is that of the longest, and 0 of none", () => {
    expect(
      lastMinute([
        { series: "a", values: "0x9" },
        { series: "b", values: "0x3" },
      ]),
    ).toBe(9);
    expect(lastMinute([])).toBe(0);
  });
});
