import { describe, expect, test } from "vitest";
import { days, daySeconds, hourSeconds } from "../../contract/duration";

describe("a duration", () => {
  test.each([
    [0, "0s"],
    [1, "86400s"],
    [31, "2678400s"],
  ])("of %i days is written %s", (count, written) => {
    expect(days(count)).toBe(written);
  });

  test("has hours of 3600 and days of 86400 seconds", () => {
    expect([hourSeconds, daySeconds]).toEqual([3600, 86400]);
  });
});
