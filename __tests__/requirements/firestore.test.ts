import { describe, expect, test } from "vitest";
import { environment, issuesOf } from "../support/environments";
import { layersOf } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import type { Attributes, Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));
const data = (name: (typeof names)[number]): Synthesized => stackJson(`${name}-data`);

describe.each(names)("Firestore of %s", (name) => {
  const protect = name !== "dev";
  const database = (): Attributes => data(name).one("google_firestore_database");

  test("R-151 it is native, in the primary region, and protected as its environment is", () => {
    expect([database().name, database().type, database().location_id]).toEqual([
      "(default)",
      "FIRESTORE_NATIVE",
      "us-central1",
    ]);
    expect([database().delete_protection_state, database().deletion_policy]).toEqual(
      protect ? ["DELETE_PROTECTION_ENABLED", "ABANDON"] : ["DELETE_PROTECTION_DISABLED", "DELETE"],
    );
    expect(database().lifecycle).toEqual({ prevent_destroy: protect });
  });

  test("R-153 audio_sessions has two composite indexes, newest first for a user", () => {
    const indexes = list(data(name), "google_firestore_index");
    expect(
      indexes.map(({ collection, query_scope, fields }) => [
        collection,
        query_scope,
        ...fields.map((field: Attributes) => `${field.field_path} ${field.order}`),
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["audio_sessions", "COLLECTION", "user_id ASCENDING", "created_at DESCENDING"],
        ["audio_sessions", "COLLECTION", "session_id ASCENDING", "status ASCENDING"],
      ]),
    );
    expect(indexes).toHaveLength(2);
    // By reference, so that the database is made first.
    for (const index of indexes) {
      expect(index.database).toMatch(/^\$\{/);
      expect(resolved(data(name), index.database as string)).toBe("(default)");
    }
  });

  test("R-154 sessions expire at the time that the application writes, never at the time of their making", () => {
    const fields = list(data(name), "google_firestore_field").map((field) => [
      field.collection,
      field.field,
      field.ttl_config,
      resolved(data(name), field.database as string),
    ]);
    expect(fields.sort()).toEqual([
      ["audio_sessions", "expire_at", {}, "(default)"],
      ["sessions", "expire_at", {}, "(default)"],
    ]);
  });

  test("R-155 where protected, any minute of 7 days can be restored, and a daily and a weekly backup are kept", () => {
    expect(database().point_in_time_recovery_enablement).toBe(
      protect ? "POINT_IN_TIME_RECOVERY_ENABLED" : "POINT_IN_TIME_RECOVERY_DISABLED",
    );
    const days = { dev: [], staging: [7, 28], prod: [7, 98] }[name];
    const schedules = list(data(name), "google_firestore_backup_schedule");
    expect(schedules.map(({ retention }) => retention)).toEqual(days.map((count) => `${count * 24 * 3600}s`));
    expect(schedules.map(({ daily_recurrence, weekly_recurrence }) => [daily_recurrence, weekly_recurrence])).toEqual(
      protect
        ? [
            [{}, undefined],
            [undefined, { day: "SUNDAY" }],
          ]
        : [],
    );
  });
});

test("R-151 a database that exists already is imported by one field, and only with the encryption that it has", () => {
  const existing = environment("prod", (spec) => {
    spec.firestore!.existing = "customer-managed";
  });
  expect(layersOf(existing).data.import).toEqual([
    expect.objectContaining({
      id: "projects/parley-audio-prod/databases/(default)",
      to: "google_firestore_database.Firestore",
    }),
  ]);
  expect(
    issuesOf("prod", (spec) => {
      spec.firestore.existing = "google-default";
    }),
  ).toEqual([expect.stringContaining("a database's encryption can never be changed")]);
});
