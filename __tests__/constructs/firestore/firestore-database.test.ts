import { describe, expect, test } from "vitest";
import { FirestoreDatabase } from "../../../constructs/firestore/firestore-database";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, named, only, reference, type Change } from "../fixtures";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new FirestoreDatabase(scope, "Firestore", { environment: of, settings: of.firestore! });
  });
const changed = (name: "dev" | "prod", change: Change): Synthesized => synthesized(environment(name, change));

const databaseType = "google_firestore_database";
const scheduleType = "google_firestore_backup_schedule";
const disposable = {
  name: "(default)",
  location_id: "us-central1",
  type: "FIRESTORE_NATIVE",
  concurrency_mode: "PESSIMISTIC",
  app_engine_integration_mode: "DISABLED",
  point_in_time_recovery_enablement: "POINT_IN_TIME_RECOVERY_DISABLED",
  delete_protection_state: "DELETE_PROTECTION_DISABLED",
  deletion_policy: "DELETE",
  lifecycle: { prevent_destroy: false },
};

describe("FirestoreDatabase", () => {
  test("is destroyed by Terraform where disposable, and encrypted by Google where the environment is", () => {
    expect(only(synthesized(environment("dev")), databaseType)).toEqual(disposable);
  });

  test("is kept by Google, by the provider and by Terraform where protected, readable at any minute and encrypted with the environment's key", () => {
    expect(only(synthesized(environment("prod")), databaseType)).toEqual({
      ...disposable,
      point_in_time_recovery_enablement: "POINT_IN_TIME_RECOVERY_ENABLED",
      delete_protection_state: "DELETE_PROTECTION_ENABLED",
      deletion_policy: "ABANDON",
      cmek_config: {
        kms_key_name: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/database",
      },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("keeps a daily and a Sunday backup for their days", () => {
    const synth = synthesized(environment("prod"));
    const database = reference(synth, databaseType);
    expect(named(synth, scheduleType, "Firestore_DailyBackup")).toEqual({
      database,
      retention: "604800s",
      daily_recurrence: {},
    });
    expect(named(synth, scheduleType, "Firestore_WeeklyBackup")).toEqual({
      database,
      retention: "8467200s",
      weekly_recurrence: { day: "SUNDAY" },
    });
    expect(list(synth, scheduleType)).toHaveLength(2);
  });

  test("keeps no backup where none is asked for", () => {
    expect(synthesized(environment("dev")).all(scheduleType)).toEqual({});
  });

  test("has the indexes and the expiry of every collection, made after it", () => {
    const synth = synthesized(environment("dev"));
    const database = reference(synth, databaseType);
    const indexes = list(synth, "google_firestore_index");
    const fields = list(synth, "google_firestore_field");
    expect(indexes.map(({ collection }) => collection as string)).toEqual(["audio_sessions", "audio_sessions"]);
    expect(fields.map(({ collection }) => collection as string)).toEqual(["audio_sessions", "sessions"]);
    for (const made of [...indexes, ...fields]) expect(made.database).toBe(database);
  });

  test("has no index and no expiry without collections", () => {
    const synth = changed("dev", (_, catalog) => (catalog.collections = {}));
    expect(Object.keys(synth.json.resource as object)).toEqual([databaseType]);
  });

  test("is made, not imported, unless it exists", () => {
    expect(synthesized(environment("prod")).json).not.toHaveProperty("import");
  });

  test.each([
    ["dev", "google-default", "(default)"],
    ["prod", "customer-managed", "restored-1"],
  ] as const)("of %s is imported under its name if it exists as %s", (name, existing, databaseId) => {
    const synth = changed(name, (spec) => {
      spec.firestore = { ...spec.firestore!, existing, databaseId };
    });
    expect(only(synth, databaseType).name).toBe(databaseId);
    expect(synth.json.import).toEqual([
      {
        to: reference(synth, databaseType).replace(/^\$\{(.*)\.name\}$/, "$1"),
        id: `projects/parley-audio-${name}/databases/${databaseId}`,
      },
    ]);
  });

  test.each([
    ["google-default", "customer-managed"],
    ["customer-managed", "google-default"],
  ] as const)(
    "refuses to replace an existing database that is encrypted '%s' by a '%s' one",
    (existing, encryption) => {
      const of = environment("dev");
      expect(() => synthesized({ ...of, encryption, firestore: { ...of.firestore!, existing } })).toThrow(
        new Error(`test/Firestore: a database that is encrypted '${existing}' would be replaced by one that is not`),
      );
    },
  );

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => {
        new FirestoreDatabase(scope, "Firestore", { environment: of, settings: of.firestore! });
      },
      (spec) => {
        spec.firestore!.backups = { dailyDays: 7, weeklyDays: 28 };
      },
    );
  });
});
