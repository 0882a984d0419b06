import { describe, expect, test } from "vitest";
import { unmet } from "../../contract/unmet";

describe("unmet()", () => {
  test("says what the rules say that do not hold, in their order", () => {
    expect(
      unmet([
        [false, "is first"],
        [true, "holds"],
        [false, "is second"],
      ]),
    ).toEqual(["is first", "is second"]);
  });

  test("is empty where every rule holds", () => {
    expect(unmet([[true, "holds"]])).toEqual([]);
  });
});
