import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { overlapping, prefixOf } from "../../contract/ranges";

describe("overlapping", () => {
  const one = { field: "one", range: "10.0.0.0/16" };

  test.each([
    ["10.0.0.0/16", true],
    ["10.0.255.0/24", true],
    ["10.0.0.0/8", true],
    ["10.1.0.0/16", false],
    ["192.168.0.0/16", false],
  ])("finds that 10.0.0.0/16 shares addresses with %s: %s", (range, shares) => {
    const other = { field: "other", range };
    expect(overlapping([one], [other])).toEqual(shares ? [[one, other]] : []);
  });

  test("holds both ways", () => {
    const range = fc
      .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 24 }))
      .map(([second, third, prefix]) => `10.${second}.${third}.0/${prefix}`);
    fc.assert(
      fc.property(range, range, (left, right) => {
        const [a, b] = [
          { field: "a", range: left },
          { field: "b", range: right },
        ];
        expect(overlapping([a], [b]).length).toBe(overlapping([b], [a]).length);
        expect(overlapping([a], [a])).toEqual([[a, a]]);
      }),
    );
  });
});

test("prefixOf reads what is behind the slash", () => {
  expect([prefixOf("10.0.0.0/8"), prefixOf("10.30.32.0/28")]).toEqual([8, 28]);
});
