import { describe, expect, test } from "vitest";
import { firestoreIssues } from "../../../constructs/firestore/rules";
import type { Environment } from "../../../contract/environment";
import type { CollectionEntry } from "../../../constructs/firestore/schema";
import { environment } from "../../support/environments";

const dev = environment("dev");

const issues = (change: Partial<Environment>): string[] =>
  firestoreIssues({
    environment: { ...dev, ...change },
    file: "environments/dev.ts",
    overrides: {},
    at: () => {
      throw new Error("no figure of a service is at fault");
    },
  }).map(({ file, field, message }) => `${file}: ${field}: ${message}`);

describe("an existing database", () => {
  const existing = (
    as: NonNullable<Environment["firestore"]>["existing"],
    encryption: Environment["encryption"],
    databaseId = "(default)",
  ): string[] => issues({ encryption, firestore: { databaseId, pointInTimeRecovery: false, existing: as } });

  test.each(["google-default", "customer-managed"] as const)("is imported if it is encrypted '%s' as all is", (as) => {
    expect(existing(as, as)).toEqual([]);
    expect(existing(as, as, "restored-1")).toEqual([]);
  });

  test.each(["google-default", "customer-managed"] as const)(
    "need not exist, also under a name of its own, where all is encrypted '%s'",
    (encryption) => {
      expect(existing(undefined, encryption)).toEqual([]);
      expect(existing(undefined, encryption, "sessions")).toEqual([]);
    },
  );

  test("that Google encrypts is refused where the environment has keys", () => {
    expect(existing("google-default", "customer-managed")).toEqual([
      "environments/dev.ts: firestore.existing: is 'google-default', but the environment's encryption is 'customer-managed', and a database's encryption can never be changed; restore its backup with the environment's own key 'database' into a new database (gcloud firestore databases restore --encryption-type), name that one in firestore.databaseId and set existing to 'customer-managed'",
    ]);
  });

  test("that has a key is refused where the environment has none", () => {
    expect(existing("customer-managed", "google-default")).toEqual([
      "environments/dev.ts: firestore.existing: is 'customer-managed', but the environment's encryption is 'google-default', and a database's encryption can never be changed; restore its backup with Google's encryption into a new database (gcloud firestore databases restore --encryption-type), name that one in firestore.databaseId and set existing to 'google-default'",
    ]);
  });
});

describe("documents of a service", () => {
  test("need a Firestore in the environment", () => {
    expect(issues({ firestore: undefined })).toEqual([
      "environments/dev.ts: firestore: is missing, but 'audio' and 'rest' of catalog.ts use it; add it, or remove firestore from their entries",
    ]);
  });

  test("that nobody has need none", () => {
    const services = dev.services.map((service) => ({ ...service, firestore: false }));
    expect(issues({ firestore: undefined, services })).toEqual([]);
  });
});

describe("the indexes of a collection", () => {
  const user = { field: "user_id", order: "ASCENDING" } as const;
  const created = { field: "created_at", order: "DESCENDING" } as const;
  const indexed = (...indexes: CollectionEntry["indexes"]): string[] =>
    issues({ collections: { sessions: { indexes } } });
  const line = (message: string): string => `environments/catalog.ts: collections.sessions.indexes: ${message}`;

  test("differ by their fields, the order of these or a direction", () => {
    expect(
      indexed(
        [user, created],
        [created, user],
        [user, { ...created, order: "ASCENDING" }],
        [user, created, { field: "status", order: "ASCENDING" }],
      ),
    ).toEqual([]);
  });

  test("may be those of another collection", () => {
    const entry = { indexes: [[user, created]] };
    expect(issues({ collections: { sessions: entry, audio_sessions: entry } })).toEqual([]);
  });

  test("are listed once", () => {
    const twice = line("lists 'user_id ASCENDING, created_at DESCENDING' twice; remove one");
    expect(indexed([user, created], [user, created])).toEqual([twice]);
    expect(indexed([user, created], [created, user], [user, created], [user, created])).toEqual([twice]);
  });

  test("hold a field once, in whatever direction", () => {
    expect(indexed([user, created, { ...user, order: "DESCENDING" }])).toEqual([
      line(
        "'user_id ASCENDING, created_at DESCENDING, user_id DESCENDING' holds the field 'user_id' twice, which Firestore refuses; keep it once",
      ),
    ]);
    expect(indexed([user, user, user])).toEqual([
      line(
        "'user_id ASCENDING, user_id ASCENDING, user_id ASCENDING' holds the field 'user_id' twice, which Firestore refuses; keep it once",
      ),
    ]);
  });
});
