import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { Environment } from "../../../contract/environment";
import { limitingMechanism, releaseMinutes, storesOf } from "../../../contract/recovery";
import { recoveryIssues } from "../../../contract/rules/recovery";
import { environment } from "../../support/environments";

const environments = { dev: environment("dev"), prod: environment("prod") };

function issues(name: keyof typeof environments, change: (environment: any) => void): string[] {
  const changed: Environment = structuredClone(environments[name]);
  change(changed);
  return recoveryIssues({
    environment: changed,
    file: `environments/${name}.ts`,
    overrides: {},
    at: (service, field) => ({ file: "environments/catalog.ts", field: `services.${service}.${field}` }),
  }).map(({ file, field, message }) => `${file}: ${field}: ${message}`);
}
const asked =
  "is missing, but a protected environment says what may be lost of each store and for how long it may be gone";

describe("a protected environment", () => {
  test("R-357 accepts what its settings meet", () => {
    expect(issues("prod", () => {})).toEqual([]);
  });

  test("declares an objective for each store", () => {
    expect(
      issues("prod", (one) => {
        delete one.cloudSql.recovery;
        delete one.firestore.recovery;
        delete one.buckets.assets.recovery;
        delete one.queues.jobs.recovery;
      }),
    ).toEqual([
      `environments/prod.ts: cloudSql.recovery: ${asked}; add { rpoMinutes: 5, rtoMinutes: 60 }, which these settings meet, or more`,
      `environments/prod.ts: firestore.recovery: ${asked}; add { rpoMinutes: 1, rtoMinutes: 60 }, which these settings meet, or more`,
      `environments/catalog.ts: buckets.assets.recovery: ${asked}; add { rpoMinutes: 0, rtoMinutes: 60 }, which these settings meet, or more`,
      `environments/catalog.ts: queues.jobs.recovery: ${asked}; add { rpoMinutes: 0, rtoMinutes: 15 }, which these settings meet, or more`,
    ]);
  });

  test("is not asked to declare what nothing could meet", () => {
    expect(
      issues("prod", (one) => {
        one.firestore = { databaseId: "(default)", pointInTimeRecovery: false };
      }),
    ).toEqual([
      `environments/prod.ts: firestore.recovery: ${asked}; set pointInTimeRecovery to true, since these settings lose everything, and then declare what they meet`,
    ]);
  });

  test("cannot promise less loss than point-in-time recovery gives", () => {
    expect(issues("prod", (one) => (one.cloudSql.recovery.rpoMinutes = 1))).toEqual([
      "environments/prod.ts: cloudSql.recovery.rpoMinutes: 1 minute cannot be met: point-in-time recovery of Cloud SQL loses up to 5; raise it to 5",
    ]);
    expect(issues("prod", (one) => (one.firestore.recovery.rpoMinutes = 0))).toEqual([
      "environments/prod.ts: firestore.recovery.rpoMinutes: 0 minutes cannot be met: point-in-time recovery of Firestore loses up to 1; raise it to 1",
    ]);
  });

  test("is told the setting that would meet the objective", () => {
    expect(issues("prod", (one) => (one.firestore.pointInTimeRecovery = false))).toEqual([
      "environments/prod.ts: firestore.recovery.rpoMinutes: 1 minute cannot be met: the daily backup of Firestore loses up to 1440; set pointInTimeRecovery to true",
    ]);
    expect(issues("prod", (one) => (one.cloudSql.pointInTimeRecoveryDays = 0))).toEqual([
      "environments/prod.ts: cloudSql.recovery.rpoMinutes: 5 minutes cannot be met: the daily backup of Cloud SQL loses up to 1440; set pointInTimeRecoveryDays to 7",
    ]);
  });

  test("is told what to raise beside the setting where that is not enough", () => {
    expect(
      issues("prod", (one) => {
        one.cloudSql.pointInTimeRecoveryDays = 0;
        one.cloudSql.recovery.rpoMinutes = 1;
      }),
    ).toEqual([
      "environments/prod.ts: cloudSql.recovery.rpoMinutes: 1 minute cannot be met: the daily backup of Cloud SQL loses up to 1440; set pointInTimeRecoveryDays to 7 and raise it to 5",
    ]);
  });

  test("is told once where nothing brings a store back, with the least that would", () => {
    const bare = (rpoMinutes: number): string[] =>
      issues("prod", (one) => {
        one.firestore = { ...one.firestore, pointInTimeRecovery: false, backups: undefined };
        one.firestore.recovery.rpoMinutes = rpoMinutes;
      });
    expect(bare(1)).toEqual([
      "environments/prod.ts: firestore.recovery.rpoMinutes: 1 minute cannot be met: nothing brings it back; set pointInTimeRecovery to true",
    ]);
    expect(bare(1440)).toEqual([
      "environments/prod.ts: firestore.recovery.rpoMinutes: 1440 minutes cannot be met: nothing brings it back; add backups",
    ]);
  });

  test("cannot promise to be back sooner than the planning figure", () => {
    expect(
      issues("prod", (one) => {
        one.cloudSql.recovery.rtoMinutes = 59;
        one.buckets.assets.recovery.rtoMinutes = 1;
        one.queues.jobs.recovery.rtoMinutes = 14;
      }),
    ).toEqual([
      "environments/prod.ts: cloudSql.recovery.rtoMinutes: 59 minutes cannot be met: point-in-time recovery of Cloud SQL takes up to 60 by the planning figure; raise it to 60",
      "environments/catalog.ts: buckets.assets.recovery.rtoMinutes: 1 minute cannot be met: versions and soft delete of Cloud Storage takes up to 60 by the planning figure; raise it to 60",
      "environments/catalog.ts: queues.jobs.recovery.rtoMinutes: 14 minutes cannot be met: seek of Pub/Sub takes up to 15 by the planning figure; raise it to 15",
    ]);
  });

  test("is refused exactly for the figures that are below what its settings give", () => {
    const minutes = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1435, max: 1445 }));
    const objective = fc.option(fc.record({ rpoMinutes: minutes, rtoMinutes: minutes }), { nil: undefined });
    const backups = fc.option(fc.constant({ dailyDays: 7, weeklyDays: 28 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.nat(7),
        fc.boolean(),
        backups,
        fc.array(objective, { minLength: 9, maxLength: 9 }),
        fc.constantFrom("protected", "disposable"),
        (pointInTimeRecoveryDays, pointInTimeRecovery, kept, objectives, protection) => {
          let expected: string[] = [];
          const lines = issues("prod", (one) => {
            one.protection = protection;
            Object.assign(one.cloudSql, { pointInTimeRecoveryDays, recovery: objectives[0] });
            Object.assign(one.firestore, { pointInTimeRecovery, backups: kept, recovery: objectives[1] });
            const buckets = Object.values<any>(one.buckets).filter(({ contents }) => contents === "records");
            buckets.forEach((bucket, index) => (bucket.recovery = objectives[2 + index]));
            one.queues.jobs.recovery = objectives[8];
            if (protection === "disposable") return;
            expected = storesOf(one).flatMap((store) => {
              const { rpoMinutes } = limitingMechanism(store, "rpoMinutes");
              const { rtoMinutes } = limitingMechanism(store, "rtoMinutes");
              if (store.objective === undefined) return [store.at.field];
              return [
                ...(store.objective.rpoMinutes < rpoMinutes ? [`${store.at.field}.rpoMinutes`] : []),
                ...(store.objective.rtoMinutes < rtoMinutes && rtoMinutes !== Infinity
                  ? [`${store.at.field}.rtoMinutes`]
                  : []),
              ];
            });
          });
          expect(lines.map((line) => line.split(": ")[1])).toEqual(expected);
        },
      ),
    );
  });

  test("is refused no longer once it does what the line says", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 2000 }), fc.boolean(), (rpoMinutes, rtoMinutes, on) => {
        const change = (pointInTimeRecovery: boolean, fixed: object) => (one: any) => {
          one.firestore.pointInTimeRecovery = pointInTimeRecovery;
          one.firestore.recovery = { rpoMinutes, rtoMinutes, ...fixed };
        };
        const lines = issues("prod", change(on, {}));
        const turned = on || lines.some((line) => line.includes("set pointInTimeRecovery to true"));
        const raised = lines.flatMap((line) => {
          const [, figure, to] = /recovery\.(\w+): .*raise it to (\d+)$/.exec(line) ?? [];
          return figure === undefined ? [] : [[figure, Number(to)]];
        });
        expect(issues("prod", change(turned, Object.fromEntries(raised)))).toEqual([]);
      }),
    );
  });
});

describe("a disposable environment", () => {
  test("is bound by no store's objective", () => {
    expect(issues("dev", () => {})).toEqual([]);
    expect(issues("dev", (one) => (one.cloudSql.recovery = { rpoMinutes: 0, rtoMinutes: 1 }))).toEqual([]);
  });
});

describe("a service", () => {
  const service = (change: (service: any) => void) => (one: any) => {
    change(one.services.find(({ slug }: any) => slug === "audio"));
  };

  test.each(["dev", "prod"] as const)("R-356 in %s cannot promise to be back before its probe has passed", (name) => {
    expect(
      issues(
        name,
        service((audio) => (audio.rtoMinutes = 8)),
      ),
    ).toEqual([]);
    expect(
      issues(
        name,
        service((audio) => (audio.rtoMinutes = 7)),
      ),
    ).toEqual([
      "environments/catalog.ts: services.audio.rtoMinutes: 7 minutes cannot be met: by health.startup a new revision may take 150 s to be ready, and its plan and apply take 5 minutes, a planning figure; raise it to 8, or shorten health.startup",
    ]);
  });

  test("that others deploy is not judged", () => {
    const external = { serviceName: "improv-audio", accountEmail: "a@other.iam.gserviceaccount.com" };
    expect(
      issues(
        "prod",
        service((audio) => Object.assign(audio, { external, rtoMinutes: 1 })),
      ),
    ).toEqual([]);
  });

  test("is refused exactly where its probe and a release take longer than its objective", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(240),
        fc.integer({ min: 1, max: 240 }),
        fc.integer({ min: 1, max: 10 }),
        (rtoMinutes, initialDelaySeconds, periodSeconds, failureThreshold) => {
          const found = issues(
            "dev",
            service((audio) => {
              audio.rtoMinutes = rtoMinutes;
              audio.health.startup = { initialDelaySeconds, periodSeconds, timeoutSeconds: 1, failureThreshold };
            }),
          );
          const seconds = initialDelaySeconds + periodSeconds * failureThreshold + releaseMinutes * 60;
          expect(found).toHaveLength(seconds > rtoMinutes * 60 ? 1 : 0);
        },
      ),
    );
  });
});
