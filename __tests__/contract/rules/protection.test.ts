import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

describe("a protected environment", () => {
  test("does not face the internet without Cloud Armor", () => {
    expect(issuesOf("staging", (spec) => (spec.cloudArmor.enabled = false))).toEqual([
      "environments/staging.ts: cloudArmor.enabled: is false, but a protected environment does not face the internet without Cloud Armor; set it to true",
    ]);
  });

  test("takes an image by its digest", () => {
    const digest = `api-service@sha256:${"0".repeat(64)}`;
    expect(issuesOf("staging", (spec) => (spec.services.rest = { image: digest }))).toEqual([]);
  });

  test("refuses an image by its tag in the environment's file", () => {
    expect(issuesOf("staging", (spec) => (spec.services.rest = { image: "api-service:1.2.3" }))).toEqual([
      "environments/staging.ts: services.rest.image: 'api-service:1.2.3' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then 'api-service@sha256:...'",
    ]);
  });

  test("refuses an image by its tag in the catalog's file", () => {
    expect(issuesOf("staging", (_, catalog) => (catalog.services.rest.image = "api-service:1.2.3"))).toEqual([
      "environments/catalog.ts: services.rest.image: 'api-service:1.2.3' names a tag, which can move under a protected environment; give its digest: gcloud artifacts docker images describe, then 'api-service@sha256:...'",
    ]);
  });

  test("does not judge the image of a service that others deploy", () => {
    expect(
      issuesOf("staging", (spec) => {
        spec.services.rest = {
          image: "api-service:1.2.3",
          external: { serviceName: "rest", accountEmail: "rest@other.iam.gserviceaccount.com" },
        };
      }),
    ).toEqual([]);
  });

  test("encrypts with keys of its own", () => {
    expect(issuesOf("staging", (spec) => (spec.encryption = "google-default"))).toEqual([
      "environments/staging.ts: encryption: is 'google-default', but a protected environment encrypts with keys of its own; set it to 'customer-managed' before the first deploy; what is deployed already would be replaced, so destroy its layers first (docs/how-to/change-an-environment.md)",
    ]);
  });

  test("R-161 keeps 30 daily backups of its database", () => {
    expect(issuesOf("staging", (spec) => (spec.cloudSql.retainedBackups = 30))).toEqual([]);
    expect(issuesOf("staging", (spec) => (spec.cloudSql.retainedBackups = 29))).toEqual([
      "environments/staging.ts: cloudSql.retainedBackups: 29 are fewer than the 30 daily backups that a protected environment keeps; raise it to 30",
    ]);
  });

  test.each([0, 6])("R-160 keeps the database's logs for 7 days, not for %d", (days) => {
    expect(
      issuesOf("staging", (spec) => {
        spec.cloudSql.pointInTimeRecoveryDays = days;
        spec.cloudSql.recovery.rpoMinutes = 1440;
      }),
    ).toEqual([
      `environments/staging.ts: cloudSql.pointInTimeRecoveryDays: ${days} are fewer than the 7 days back to which a protected environment can be set; raise it to 7`,
    ]);
  });

  test("R-155 has point-in-time recovery and backups of Firestore", () => {
    expect(
      issuesOf("staging", (spec) => {
        spec.firestore.pointInTimeRecovery = false;
        spec.firestore.recovery.rpoMinutes = 1440;
      }),
    ).toEqual([
      "environments/staging.ts: firestore.pointInTimeRecovery: is false, but a protected environment can be set to any minute of the last 7 days; set it to true",
    ]);
    expect(issuesOf("staging", (spec) => delete spec.firestore.backups)).toEqual([
      "environments/staging.ts: firestore.backups: is missing, but a protected environment has backups for when 7 days of point-in-time recovery are too few; add { dailyDays: 7, weeklyDays: 98 }",
    ]);
  });

  test("may have neither a database nor Firestore", () => {
    expect(
      issuesOf("staging", (spec, catalog) => {
        delete spec.cloudSql;
        delete spec.firestore;
        Object.assign(catalog, { databases: {}, collections: {} });
        for (const service of Object.values<any>(catalog.services)) {
          delete service.cloudSql;
          delete service.firestore;
        }
      }),
    ).toEqual([]);
  });

  test("reports all that it lacks at once", () => {
    expect(
      issuesOf("staging", (spec) => {
        spec.cloudArmor.enabled = false;
        spec.services.audio.image = "audio-service:main";
        spec.services.media.image = "media-service:main";
        spec.encryption = "google-default";
        spec.cloudSql.retainedBackups = 7;
      }).map((issue) => issue.split(": ")[1]),
    ).toEqual([
      "cloudArmor.enabled",
      "cloudSql.retainedBackups",
      "encryption",
      "services.audio.image",
      "services.media.image",
    ]);
  });
});

describe("a disposable environment", () => {
  test("may go without Cloud Armor and take images by their tags", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.cloudArmor.enabled = false;
        spec.services.audio.image = "audio-service:some-branch";
      }),
    ).toEqual([]);
  });

  test("may go without keys of its own, point-in-time recovery and backups of Firestore", () => {
    expect(
      issuesOf("dev", (spec) => {
        spec.encryption = "google-default";
        spec.cloudSql.retainedBackups = 1;
        spec.cloudSql.pointInTimeRecoveryDays = 0;
        spec.firestore = { databaseId: "(default)", pointInTimeRecovery: false };
      }),
    ).toEqual([]);
  });
});
