import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { RotationReminder } from "../../constructs/secret-manager/rotation-reminder";
import { Secret } from "../../constructs/secret-manager/secret";
import { Bucket } from "../../constructs/cloud-storage/bucket";
import { recordsSoftDeleteDays } from "../../constructs/cloud-storage/recovery";
import { secretDestroyDelayDays } from "../../constructs/secret-manager/recovery";
import type { Environment } from "../../contract/environment";
import {
  bestMechanism,
  fixedObjectives,
  limitingMechanism,
  serviceRecoveryMinutes,
  startupSeconds,
  storesOf,
  titleOf,
} from "../../contract/recovery";
import type { Store } from "../../contract/recovery-mechanism";
import { environment } from "../support/environments";
import { synthesize } from "../support/synth";

/** A resolved environment with some fields replaced, even by values that the contract refuses. */
const changed = (name: "dev" | "staging" | "prod", change: (environment: any) => void): Environment => {
  const copy = structuredClone(environment(name));
  change(copy);
  return copy;
};
const store = (of: Environment, title: string): Store => storesOf(of).find((one) => titleOf(one) === title)!;
/** RPO and RTO that a store's settings achieve; minutes. */
const figures = (of: Environment, title: string): [number, number] => [
  limitingMechanism(store(of, title), "rpoMinutes").rpoMinutes,
  limitingMechanism(store(of, title), "rtoMinutes").rtoMinutes,
];
const how = (of: Environment, title: string): string[] => store(of, title).mechanisms.map((one) => one.how);

describe("stores", () => {
  test("are what cannot be made again, each with the place where its objective is written", () => {
    expect(storesOf(environment("prod")).map((one) => [titleOf(one), one.at.file, one.at.field])).toEqual([
      ["Cloud SQL for PostgreSQL", "environments/prod.ts", "cloudSql.recovery"],
      ["Firestore", "environments/prod.ts", "firestore.recovery"],
      ...["assets", "conversation-history", "documents", "face-models", "uploads", "voice-models"].map((bucket) => [
        `Bucket ${bucket}`,
        "environments/catalog.ts",
        `buckets.${bucket}.recovery`,
      ]),
      ["Queue jobs", "environments/catalog.ts", "queues.jobs.recovery"],
      ["Secrets", "contract/recovery.ts", "fixedObjectives.secrets"],
      ["Terraform state", "contract/recovery.ts", "fixedObjectives.state"],
    ]);
  });

  test("that an environment does not have are not listed", () => {
    const bare = changed("prod", (one) => {
      delete one.cloudSql;
      delete one.firestore;
      Object.assign(one, { buckets: {}, queues: {}, secrets: {} });
    });
    expect(storesOf(bare).map(titleOf)).toEqual(["Terraform state"]);
  });

  test("that can be made again are not listed", () => {
    const titles = storesOf(environment("prod")).map(titleOf);
    for (const bucket of ["audio-cache", "conversation-cache", "static-site", "access-logs"]) {
      expect(titles).not.toContain(`Bucket ${bucket}`);
    }
  });

  test("carry the objective as it is written", () => {
    const prod = environment("prod");
    expect(store(prod, "Cloud SQL for PostgreSQL").objective).toEqual({ rpoMinutes: 5, rtoMinutes: 120 });
    expect(store(prod, "Bucket conversation-history").objective).toEqual({ rpoMinutes: 0, rtoMinutes: 1440 });
    expect(store(prod, "Secrets").objective).toEqual({ rpoMinutes: 0, rtoMinutes: 15 });
    expect(store(environment("dev"), "Firestore").objective).toBeUndefined();
  });

  test("survive both threats in every environment, by a named page of Google's", () => {
    for (const name of ["dev", "staging", "prod"] as const) {
      for (const one of storesOf(environment(name))) {
        expect([bestMechanism(one, "mistake").source, bestMechanism(one, "zone").source]).not.toContain("");
      }
    }
  });

  test("whose objectives are in the code meet them", () => {
    expect(figures(environment("prod"), "Secrets")).toEqual([0, fixedObjectives.secrets.rtoMinutes]);
    expect(figures(environment("prod"), "Terraform state")).toEqual([0, 30]);
    expect(fixedObjectives.state.rtoMinutes).toBeGreaterThanOrEqual(30);
  });
});

describe("Cloud SQL", () => {
  const title = "Cloud SQL for PostgreSQL";

  test("R-357 loses up to 5 minutes with point-in-time recovery, and nothing with a zone where protected", () => {
    const prod = environment("prod");
    expect(figures(prod, title)).toEqual([5, 60]);
    expect(bestMechanism(store(prod, title), "zone")).toMatchObject({ rpoMinutes: 0, rtoMinutes: 5 });
    expect(how(prod, title)[0]).toContain("Any moment of the last 7 days");
    expect(how(prod, title)[1]).toContain("The newest 30 daily backups lie in us-central1");
  });

  test("falls back to the daily backup without point-in-time recovery", () => {
    const without = changed("prod", (one) => (one.cloudSql.pointInTimeRecoveryDays = 0));
    expect(figures(without, title)).toEqual([1440, 60]);
    expect(store(without, title).remedies).toEqual([{ setting: "set pointInTimeRecoveryDays to 7", rpoMinutes: 5 }]);
  });

  test("has to be restored where a disposable environment loses its zone", () => {
    expect(bestMechanism(store(environment("dev"), title), "zone")).toMatchObject({
      title: "the daily backup of Cloud SQL",
      rpoMinutes: 1440,
      rtoMinutes: 60,
    });
    const logged = changed("dev", (one) => (one.cloudSql.pointInTimeRecoveryDays = 1));
    expect(bestMechanism(store(logged, title), "zone")).toMatchObject({ rpoMinutes: 5 });
    expect(how(logged, title)[0]).toContain("Any moment of the last day is cloned");
  });
});

describe("Firestore", () => {
  const firestore = (settings: object): Environment => changed("prod", (one) => Object.assign(one.firestore, settings));

  test.each([
    [true, { dailyDays: 7, weeklyDays: 28 }, 1, 60, []],
    [true, undefined, 1, 60, []],
    [false, { dailyDays: 7, weeklyDays: 28 }, 1440, 60, [1]],
    [false, undefined, Infinity, Infinity, [1, 1440]],
  ])(
    "with point-in-time recovery %s and backups %j loses %d minutes",
    (pointInTimeRecovery, backups, rpo, rto, fix) => {
      const one = firestore({ pointInTimeRecovery, backups });
      expect(figures(one, "Firestore")).toEqual([rpo, rto]);
      expect(store(one, "Firestore").remedies.map(({ rpoMinutes }) => rpoMinutes)).toEqual(fix);
    },
  );

  test("survives a lost zone by itself", () => {
    expect(bestMechanism(store(environment("dev"), "Firestore"), "zone")).toMatchObject({
      rpoMinutes: 0,
      rtoMinutes: 0,
      rtoFrom: "google",
    });
  });
});

describe("a bucket of records", () => {
  test("says how long it keeps what was replaced or deleted, and what it deletes on purpose", () => {
    expect(how(environment("prod"), "Bucket uploads")[0]).toBe(
      "A replaced or deleted object stays as a version for 90 days and then soft-deleted for 30 more; its generation is copied back or restored. An object that reaches 90 days of age is deleted on purpose, with its versions.",
    );
    expect(how(environment("dev"), "Bucket documents")[0]).toBe(
      "A replaced or deleted object stays as a version for 7 days and then soft-deleted for 7 more; its generation is copied back or restored.",
    );
    expect(figures(environment("dev"), "Bucket documents")).toEqual([0, 60]);
  });

  test.each(["protected", "disposable"] as const)("is soft-deleted as the %s bucket is", (protection) => {
    const { one } = synthesize((scope) => {
      new Bucket(scope, "B", {
        projectId: "project",
        name: "records",
        location: "us-central1",
        contents: "records",
        protection,
        noncurrentVersionDays: 1,
      });
    });
    expect(one("google_storage_bucket").soft_delete_policy).toEqual({
      retention_duration_seconds: recordsSoftDeleteDays(protection) * 86400,
    });
  });
});

describe("secrets", () => {
  test.each(["dev", "prod"] as const)("of %s can be enabled again for as long as they really can", (name) => {
    const of = environment(name);
    const { one } = synthesize((scope) => {
      const rotation = new RotationReminder(scope, "Rotation", { environment: of });
      new Secret(scope, "S", { environment: of, secretId: "api-key", description: "a key", rotation });
    });
    expect(one("google_secret_manager_secret").version_destroy_ttl).toBe(`${secretDestroyDelayDays * 86400}s`);
    expect(how(of, "Secrets")[0]).toContain(`for ${secretDestroyDelayDays} days`);
  });
});

describe("a queue", () => {
  test("keeps acknowledged messages where protected only", () => {
    expect(figures(environment("prod"), "Queue jobs")).toEqual([0, 15]);
    expect(figures(environment("dev"), "Queue jobs")).toEqual([Infinity, Infinity]);
    expect(how(environment("prod"), "Queue jobs")[0]).toContain("for 7 days");
  });
});

describe("figures", () => {
  test("of a restore are planned, and only what nobody does is Google's", () => {
    for (const name of ["dev", "staging", "prod"] as const) {
      for (const { rtoMinutes, rtoFrom } of storesOf(environment(name)).flatMap(({ mechanisms }) => mechanisms)) {
        expect(rtoFrom).toBe(rtoMinutes === 0 || rtoMinutes === Infinity ? "google" : "planning");
      }
    }
  });

  test("are those of the worse threat, met by the best mechanism against it", () => {
    const minutes = fc.oneof(fc.nat(9), fc.constant(Infinity));
    const mechanism = fc.record({
      against: fc.subarray(["mistake", "zone"], { minLength: 1 }),
      rpoMinutes: minutes,
      rtoMinutes: minutes,
    });
    const both = { against: ["mistake", "zone"], rpoMinutes: 9, rtoMinutes: 9 };
    fc.assert(
      fc.property(fc.array(mechanism, { maxLength: 6 }), (some) => {
        const mechanisms = [...some, both];
        const one = { kind: "a store", mechanisms } as unknown as Store;
        const least = (threat: string): number =>
          Math.min(...mechanisms.filter(({ against }) => against.includes(threat)).map((each) => each.rpoMinutes));
        expect(limitingMechanism(one, "rpoMinutes").rpoMinutes).toBe(Math.max(least("mistake"), least("zone")));
        for (const threat of ["mistake", "zone"] as const) {
          const alike = mechanisms.filter((each) => each.against.includes(threat) && each.rpoMinutes === least(threat));
          expect(bestMechanism(one, threat).rtoMinutes).toBe(Math.min(...alike.map((each) => each.rtoMinutes)));
        }
      }),
    );
  });
});

describe("a service", () => {
  const health = (startup: object): any => ({ health: { startup: { timeoutSeconds: 1, ...startup } } });

  test("R-356 is back when its release is taken back and its probe has passed", () => {
    const slow = health({ initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 30 });
    expect(startupSeconds(slow)).toBe(160);
    expect(serviceRecoveryMinutes(slow)).toBe(8);
    expect(serviceRecoveryMinutes(health({ initialDelaySeconds: 0, periodSeconds: 60, failureThreshold: 3 }))).toBe(8);
    expect(serviceRecoveryMinutes(health({ initialDelaySeconds: 1, periodSeconds: 60, failureThreshold: 3 }))).toBe(9);
  });
});
