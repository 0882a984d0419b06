import { describe, expect, test } from "vitest";
import { formatList } from "../../contract/format-list";

describe("a list", () => {
  test.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
  ])("of %j reads '%s'", (items, text) => {
    expect(formatList(items)).toBe(text);
  });
});
