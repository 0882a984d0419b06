import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { databaseEntry, databaseSettings, tierCores } from "../../../constructs/cloud-sql/schema";
import { dev } from "../../reference/dev";

const valid = dev.cloudSql!;
const messages = (settings: object): string[] =>
  databaseSettings.safeParse({ ...valid, ...settings }).error?.issues.map(({ message }) => message) ?? [];
const tier = (value: string): string[] => messages({ tier: value });

describe("a tier", () => {
  test.each([
    "db-custom-1-3840",
    "db-custom-1-6656",
    "db-custom-2-7680",
    "db-custom-8-32768",
    // Exactly 0.9 GB a vCPU, and exactly 6.5 GB.
    "db-custom-10-9216",
    "db-custom-80-73728",
    "db-custom-96-638976",
  ])("may be %s", (value) => {
    expect(tier(value)).toEqual([]);
  });

  test.each([
    "db-f1-micro",
    "db-perf-optimized-N-8",
    "db-custom-2",
    "db-custom-2-7680-1",
    "db-custom-02-7680",
    "db-custom-0-3840",
    "DB-CUSTOM-2-7680",
    "",
  ])("is not '%s'", (value) => {
    expect(tier(value)).toEqual([`must be 'db-custom-<vCPU>-<memory in MiB>' like 'db-custom-2-7680', got '${value}'`]);
  });

  test.each([
    ["db-custom-3-7680", "has 3 vCPU; Cloud SQL takes 1 or an even number up to 96"],
    ["db-custom-98-491520", "has 98 vCPU; Cloud SQL takes 1 or an even number up to 96"],
    ["db-custom-2-7681", "has 7681 MiB; Cloud SQL takes a multiple of 256 from 3840 on"],
    ["db-custom-1-3584", "has 3584 MiB; Cloud SQL takes a multiple of 256 from 3840 on"],
    ["db-custom-1-6912", "has 6912 MiB for 1 vCPU; Cloud SQL takes 3840 to 6656"],
    ["db-custom-10-8960", "has 8960 MiB for 10 vCPU; Cloud SQL takes 9216 to 66560"],
    ["db-custom-8-53504", "has 53504 MiB for 8 vCPU; Cloud SQL takes 7424 to 53248"],
  ])("is not %s, with what Cloud SQL takes", (value, message) => {
    expect(tier(value)).toEqual([message]);
  });

  test("is refused exactly where it has less than 0.9 or more than 6.5 GB a vCPU", () => {
    const cores = fc.integer({ min: 1, max: 48 }).map((half) => (half === 1 ? 1 : half * 2));
    fc.assert(
      fc.property(cores, fc.integer({ min: 15, max: 2500 }), (cpu, steps) => {
        const gigabytes = (steps * 256) / 1024;
        const taken = gigabytes * 10 >= cpu * 9 && gigabytes * 2 <= cpu * 13;
        expect(tier(`db-custom-${cpu}-${steps * 256}`)).toHaveLength(taken ? 0 : 1);
      }),
      { numRuns: 500 },
    );
  });

  test("is accepted with either end of what the issue names", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 48 }), (half) => {
        const [issue] = tier(`db-custom-${half * 2}-1024000`);
        const ends = /takes (\d+) to (\d+)$/.exec(issue!)!.slice(1);
        for (const end of ends) expect(tier(`db-custom-${half * 2}-${end}`)).toEqual([]);
      }),
    );
  });

  test("of a replica is held to the same", () => {
    expect(
      messages({ replicas: { reads: { region: "us-central1", tier: "db-custom-3-7680", generation: 1 } } }),
    ).toEqual(["has 3 vCPU; Cloud SQL takes 1 or an even number up to 96"]);
  });

  test("tells its vCPU", () => {
    expect(tierCores("db-custom-8-32768")).toBe(8);
  });
});

describe("the settings of a database", () => {
  test("are taken as they are written", () => {
    expect(databaseSettings.parse(valid)).toEqual(valid);
  });

  test.each([
    [
      { disk: { initialGb: 10, limitGb: 10 } },
      "initialGb is 10, not below limitGb, which is 10; lower initialGb below 10 or raise limitGb above 10",
    ],
    [{ privateServicesRange: "10.10.16.1/20" }, "'10.10.16.1/20' has host bits set; write '10.10.16.0/20'"],
  ])("refuse %j", (settings, message) => {
    expect(messages(settings)).toEqual([message]);
  });

  test.each([
    { version: "POSTGRES_14" },
    { generation: 0 },
    { disk: { initialGb: 9, limitGb: 100 } },
    { disk: { initialGb: 10, limitGb: 65537 } },
    { retainedBackups: 0 },
    { retainedBackups: 366 },
    { pointInTimeRecoveryDays: -1 },
    { pointInTimeRecoveryDays: 8 },
    { maxConnections: 24 },
    { password: "x" },
  ])("refuse %j, which Cloud SQL does not take or nobody should set", (settings) => {
    expect(messages(settings)).toHaveLength(1);
  });

  test.each([
    { pointInTimeRecoveryDays: 0 },
    { pointInTimeRecoveryDays: 7 },
    { retainedBackups: 365 },
    { disk: { initialGb: 10, limitGb: 65536 } },
  ])("take %j", (settings) => {
    expect(messages(settings)).toEqual([]);
  });
});

describe("a logical database", () => {
  test("has an owner", () => {
    expect(databaseEntry.safeParse({ owner: "gateway" }).success).toBe(true);
    expect(databaseEntry.safeParse({}).success).toBe(false);
  });
});
