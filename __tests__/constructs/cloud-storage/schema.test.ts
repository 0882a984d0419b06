import { describe, expect, test } from "vitest";
import { bucketEntry } from "../../../constructs/cloud-storage/schema";
import { issuesOf } from "../../support/environments";

/** Issues of dev with one more bucket. */
const bucket = (entry: object): string[] => issuesOf("dev", (_, catalog) => (catalog.buckets.added = entry));
const line = (message: string): string => `environments/catalog.ts: buckets.added${message}`;

const origin = { paths: ["/files/*"], cacheMode: "FORCE_CACHE_ALL" };
const cacheModes = ["CACHE_ALL_STATIC", "FORCE_CACHE_ALL", "USE_ORIGIN_HEADERS"];
const modeChoices = 'expected one of "CACHE_ALL_STATIC"|"FORCE_CACHE_ALL"|"USE_ORIGIN_HEADERS"';

describe("a bucket", () => {
  test("says what it contains, which is one of four kinds", () => {
    const kinds = [
      { contents: "cache", expireAfterDays: 1 },
      { contents: "records" },
      { contents: "site", paths: ["/files/*"], cacheMode: "CACHE_ALL_STATIC" },
      { contents: "logs" },
    ];
    expect(kinds.map((entry) => bucketEntry.parse(entry).contents)).toEqual(["cache", "records", "site", "logs"]);
    expect(bucketEntry.safeParse({ contents: "backups" }).success).toBe(false);
    expect(bucketEntry.safeParse({}).success).toBe(false);
  });

  test.each([
    [{ contents: "cache", expireAfterDays: 1, recovery: { rpoMinutes: 0, rtoMinutes: 1 } }, "recovery"],
    [{ contents: "cache", expireAfterDays: 1, signedDelivery: origin }, "signedDelivery"],
    [{ contents: "site", ...origin, signedDelivery: origin }, "signedDelivery"],
    [{ contents: "site", ...origin, expireWith: "uploads" }, "expireWith"],
    [{ contents: "records", paths: ["/files/*"] }, "paths"],
    [{ contents: "records", cacheMode: "FORCE_CACHE_ALL" }, "cacheMode"],
    [{ contents: "logs", expireAfterDays: 1 }, "expireAfterDays"],
  ])("%j has a field of another kind", (entry, field) => {
    const issues = bucket(entry).filter((issue) => issue.includes("unknown key"));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain(line(`.${field}: unknown key '${field}'`));
  });
});

describe("a bucket that is a cache", () => {
  test("deletes its objects by age, after a day at the earliest", () => {
    expect(bucketEntry.parse({ contents: "cache", expireAfterDays: 1 })).toEqual({
      contents: "cache",
      expireAfterDays: 1,
    });
    expect(bucket({ contents: "cache", expireAfterDays: 0 })).toEqual([
      line(".expireAfterDays: must be at least 1, got 0"),
    ]);
    expect(bucket({ contents: "cache" })).toEqual([line(".expireAfterDays: is missing; expected number")]);
  });
});

describe("a bucket of records", () => {
  test("is kept for good, and read by services alone, unless it says more", () => {
    expect(bucketEntry.parse({ contents: "records" })).toEqual({ contents: "records", browserUploads: false });
  });

  test("takes everything that protects or delivers it", () => {
    const entry = {
      contents: "records",
      expireWith: "history",
      browserUploads: true,
      signedDelivery: origin,
      recovery: { rpoMinutes: 0, rtoMinutes: 240 },
    };
    expect(bucketEntry.parse(entry)).toEqual(entry);
  });

  test("expires with history or with uploads", () => {
    expect(bucket({ contents: "records", expireWith: "uploads" })).toEqual([]);
    expect(bucket({ contents: "records", expireWith: "logs" })).toEqual([
      line(`.expireWith: expected one of "history"|"uploads", got 'logs'`),
    ]);
  });

  test.each(cacheModes)("is delivered to signed URLs with the cache mode %s", (cacheMode) => {
    expect(bucket({ contents: "records", signedDelivery: { ...origin, cacheMode } })).toEqual([]);
  });

  test.each([
    [{ paths: ["/files/*"] }, `.cacheMode: is missing; ${modeChoices}`],
    [{ ...origin, cacheMode: "force_cache_all" }, `.cacheMode: ${modeChoices}, got 'force_cache_all'`],
    [{ cacheMode: "FORCE_CACHE_ALL" }, ".paths: is missing; expected array"],
    [{ ...origin, paths: [] }, ".paths: must name at least one"],
    [
      { ...origin, paths: ["/files/*", "files"] },
      ".paths.1: must start with '/' and may hold '*' only as a final '/*', got 'files'",
    ],
    [{ ...origin, path: "/files" }, ".path: unknown key 'path'; did you mean 'paths'?"],
  ])("is not delivered with %j", (signedDelivery, message) => {
    expect(bucket({ contents: "records", signedDelivery })).toEqual([line(`.signedDelivery${message}`)]);
  });
});

describe("a bucket that is a site", () => {
  test.each(cacheModes)("is published with the cache mode %s", (cacheMode) => {
    const entry = { contents: "site", paths: ["/files/*"], cacheMode };
    expect(bucketEntry.parse(entry)).toEqual(entry);
    expect(bucket(entry)).toEqual([]);
  });

  test.each([
    [{ paths: ["/files/*"] }, `.cacheMode: is missing; ${modeChoices}`],
    [{ paths: ["/files/*"], cacheMode: "NONE" }, `.cacheMode: ${modeChoices}, got 'NONE'`],
    [{ paths: [], cacheMode: "CACHE_ALL_STATIC" }, ".paths: must name at least one"],
    [{ cacheMode: "CACHE_ALL_STATIC" }, ".paths: is missing; expected array"],
  ])("is not published with %j", (settings, message) => {
    expect(bucket({ contents: "site", ...settings })).toEqual([line(message)]);
  });
});

describe("a bucket of logs", () => {
  test("says nothing more: the environment's retention deletes its objects", () => {
    expect(bucketEntry.parse({ contents: "logs" })).toEqual({ contents: "logs" });
  });
});
