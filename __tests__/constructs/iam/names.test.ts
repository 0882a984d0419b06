import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { accountId, customRoleId } from "../../../constructs/iam/names";
import { longKey } from "../../contract/arbitraries";

describe("the names of accounts and roles", () => {
  test("of an account is the given one, or follows from the key", () => {
    expect(accountId({ slug: "rest", accountId: "api-service" })).toBe("api-service");
    expect(accountId({ slug: "rest" })).toBe("rest-service");
  });

  test("of a custom role take no hyphen", () => {
    fc.assert(
      fc.property(longKey, (given) => {
        expect(customRoleId({ slug: given })).toMatch(/^[a-zA-Z0-9_.]+$/);
      }),
    );
  });
});
