import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { recoveryObjective } from "../../contract/recovery-objective";
import { environment, issuesOf } from "../support/environments";

describe("a recovery objective", () => {
  test("is two whole numbers of minutes: nothing may be lost, but nothing comes back at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 100_000 }), fc.integer({ min: -5, max: 100_000 }), (rpo, rto) => {
        const objective = { rpoMinutes: rpo, rtoMinutes: rto };
        const read = recoveryObjective.safeParse(objective);
        expect(read.success).toBe(rpo >= 0 && rto >= 1);
        if (read.success) expect(read.data).toEqual(objective);
      }),
    );
  });

  test.each([
    [{ rpoMinutes: -1, rtoMinutes: 1 }, "rpoMinutes: must be at least 0, got -1"],
    [{ rpoMinutes: 0, rtoMinutes: 0 }, "rtoMinutes: must be at least 1, got 0"],
    [{ rpoMinutes: 0.5, rtoMinutes: 1 }, "rpoMinutes: must be a whole number, got 0.5"],
    [{ rtoMinutes: 1 }, "rpoMinutes: is missing; expected number"],
    [{ rpoMinutes: 0 }, "rtoMinutes: is missing; expected number"],
    [{ rpoMinutes: "5", rtoMinutes: 1 }, "rpoMinutes: expected number, got '5'"],
    [
      { rpoMinutes: 0, rtoMinutes: 1, rpo_minutes: 0 },
      "rpo_minutes: unknown key 'rpo_minutes'; did you mean 'rpoMinutes'?",
    ],
    [
      { rpoMinutes: 0, rtoMinutes: 1, rtoHours: 4 },
      "rtoHours: unknown key 'rtoHours'; known here: rpoMinutes, rtoMinutes",
    ],
  ])("%j is none", (objective, message) => {
    expect(issuesOf("dev", (_, catalog) => (catalog.buckets.uploads.recovery = objective))).toEqual([
      `environments/catalog.ts: buckets.uploads.recovery.${message}`,
    ]);
  });

  test("is given for each kind of store", () => {
    const recovery = { rpoMinutes: 10_000, rtoMinutes: 10_000 };
    const { buckets, queues, cloudSql, firestore } = environment("dev", (spec, catalog) => {
      catalog.buckets.uploads = { contents: "records", recovery };
      catalog.queues.jobs!.recovery = recovery;
      spec.cloudSql!.recovery = recovery;
      spec.firestore!.recovery = recovery;
    });
    expect(buckets.uploads).toMatchObject({ recovery });
    expect(queues.jobs).toMatchObject({ recovery });
    expect(cloudSql).toMatchObject({ recovery });
    expect(firestore).toMatchObject({ recovery });
  });

  test("may be left out where an environment is disposable", () => {
    const { buckets, queues } = environment("dev", (_, catalog) => {
      catalog.buckets.uploads = { contents: "records" };
      delete catalog.queues.jobs!.recovery;
    });
    expect(buckets.uploads).not.toHaveProperty("recovery");
    expect(queues.jobs).not.toHaveProperty("recovery");
  });
});
