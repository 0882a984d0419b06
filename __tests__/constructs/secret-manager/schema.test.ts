import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";
import { secretEntry } from "../../../constructs/secret-manager/schema";

describe("a secret", () => {
  test("says in 1 to 256 characters what it is and where to get a new one", () => {
    const described = (length: number): boolean => secretEntry.safeParse({ description: "d".repeat(length) }).success;
    expect([0, 1, 256, 257].map(described)).toEqual([false, true, true, false]);
    expect(secretEntry.safeParse({}).success).toBe(false);
  });

  test("never holds its value", () => {
    const issues = issuesOf("dev", (_, catalog) => (catalog.secrets["suno-api-key"].value = "hunter2"));
    expect(issues).toEqual([
      "environments/catalog.ts: secrets.suno-api-key.value: unknown key 'value'; known here: description",
    ]);
    expect(issues.join()).not.toContain("hunter2");
  });
});
