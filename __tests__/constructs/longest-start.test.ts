import { describe, expect, test } from "@jest/globals";
import { ofLongestStart } from "../../constructs/longest-start";

const table = { a: 1, a_b_c: 3, a_b: 2 };

describe("ofLongestStart", () => {
  test.each([
    ["a", 1],
    ["a_x", 1],
    ["a_b_x", 2],
    ["a_b_c", 3],
    ["x_a_b", undefined],
    ["", undefined],
  ])("finds for '%s' what the longest key says that it starts with: %s", (text, found) => {
    expect(ofLongestStart(text, table)).toBe(found);
  });
});
