import { describe, expect, test } from "vitest";
import { App } from "cdktf";
import { Construct } from "constructs";
import { check } from "../../constructs/check";

const scope = (): Construct => new Construct(new Construct(new App(), "prod-data"), "Documents");

describe("check", () => {
  test("lets a construct be whose rules all hold", () => {
    expect(() => {
      check(scope(), [
        [true, "is never said"],
        [true, "nor is this"],
      ]);
    }).not.toThrow();
  });

  test("lets a construct be that has no rules", () => {
    expect(() => {
      check(scope(), []);
    }).not.toThrow();
  });

  test("says every broken rule at once, in their order, with the construct's path, and none that holds", () => {
    expect(() => {
      check(scope(), [
        [false, "name is empty"],
        [true, "location is wrong"],
        [false, "age is negative"],
      ]);
    }).toThrow(new Error("prod-data/Documents: name is empty; age is negative"));
  });
});
