import { describe, expect, test } from "vitest";
import { collectionEntry, firestoreSettings } from "../../../constructs/firestore/schema";

const settings = (given: object): string[] =>
  (
    firestoreSettings.safeParse({ databaseId: "(default)", pointInTimeRecovery: true, ...given }).error?.issues ?? []
  ).map(({ message }) => message);
const collection = (given: object): string[] =>
  (collectionEntry.safeParse(given).error?.issues ?? []).map(({ message }) => message);

describe("Firestore's settings", () => {
  test.each(["(default)", "defaults", "abcd", "sessions-2", `a${"b".repeat(62)}`])(
    "take the database '%s'",
    (databaseId) => {
      expect(settings({ databaseId })).toEqual([]);
    },
  );

  test.each(["(other)", "abc", "1abc", "abc-", "Sessions", "a_bcd", `a${"b".repeat(63)}`, ""])(
    "refuse the database '%s'",
    (databaseId) => {
      expect(settings({ databaseId })).toEqual([
        "must be '(default)', or 4 to 63 of a-z, 0-9 and '-', starting with a letter",
      ]);
    },
  );

  test("refuse the database that only lacks its parentheses", () => {
    expect(settings({ databaseId: "default" })).toEqual([
      "must be '(default)' or another database's id, got 'default'; did you mean '(default)'?",
    ]);
  });

  test.each([
    [28, 28],
    [29, 28],
  ])("say how %d daily days are mended beside %d weekly ones", (dailyDays, weeklyDays) => {
    expect(settings({ backups: { dailyDays, weeklyDays } })).toEqual([
      `dailyDays is ${dailyDays}, not below weeklyDays, which is 28; lower dailyDays below 28 or raise weeklyDays above ${dailyDays}`,
    ]);
  });

  test("refuse a name like a UUID, as Firestore does", () => {
    expect(settings({ databaseId: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6" })).toEqual([
      "looks like a UUID, which Firestore refuses",
    ]);
  });

  test.each([
    [1, 7, true],
    [7, 98, true],
    [97, 98, true],
    [7, 7, false],
    [8, 7, false],
    [0, 7, false],
    [1, 6, false],
    [7, 99, false],
    [1.5, 28, false],
  ])("keep daily backups %d and weekly ones %d days: %s", (dailyDays, weeklyDays, taken) => {
    expect(settings({ backups: { dailyDays, weeklyDays } }).length === 0).toBe(taken);
  });

  test("say of an existing database how it is encrypted, and nothing else", () => {
    expect(settings({ existing: "google-default" })).toEqual([]);
    expect(settings({ existing: "customer-managed" })).toEqual([]);
    expect(settings({ existing: true })).toHaveLength(1);
  });
});

describe("a collection's entry", () => {
  test("keeps documents and has no index unless asked for", () => {
    expect(collectionEntry.parse({})).toEqual({ indexes: [] });
  });

  test.each(["expire_at", "expiresAt", "EXPIRY", "owner.valid_until", "_ttl", "delete_at"])(
    "expires documents at '%s'",
    (expiryField) => {
      expect(collection({ expiryField })).toEqual([]);
    },
  );

  test.each(["created_at", "createTime", "started_at", "lastModified", "owner.ends_at", "timestamp", "deletedAt"])(
    "does not expire them at '%s', which may have passed",
    (expiryField) => {
      expect(collection({ expiryField })).toEqual([
        "does not sound like a time of expiry, and at any earlier time every document would be deleted at once; name a field with 'expir', 'ttl', 'until' or 'delete_' in it",
      ]);
    },
  );

  test.each(["__expire__", "owner.__ttl__"])(
    "does not expire them at '%s', which Firestore reserves",
    (expiryField) => {
      expect(collection({ expiryField })).toEqual([
        "starts and ends with '__', which Firestore reserves; name a field of your own",
      ]);
    },
  );

  test.each(["1st", "a-b", "a..b", ".a", "a.", "", "a b"])("takes no field '%s'", (field) => {
    const message = "must be a field path like 'user_id' or 'owner.id'";
    expect(collection({ expiryField: field })).toContain(message);
    expect(
      collection({
        indexes: [
          [
            { field, order: "ASCENDING" },
            { field: "b", order: "ASCENDING" },
          ],
        ],
      }),
    ).toEqual([message]);
  });

  test("indexes 2 to 100 fields, since Firestore indexes one by itself", () => {
    const fields = (count: number): object => ({
      indexes: [Array.from({ length: count }, (_, index) => ({ field: `f${index}`, order: "DESCENDING" }))],
    });
    expect([2, 100].flatMap((count) => collection(fields(count)))).toEqual([]);
    expect(collection(fields(1))).toEqual(["needs two fields; Firestore indexes single fields by itself"]);
    expect(collection(fields(101))).toHaveLength(1);
  });
});
