import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { FirestoreCollection } from "../../../constructs/firestore/firestore-collection";
import type { CollectionEntry } from "../../../constructs/firestore/schema";
import { synthesize, type Synthesized } from "../../support/synth";
import { list, only } from "../fixtures";

const synthesized = (entry: CollectionEntry): Synthesized =>
  synthesize((scope) => {
    new FirestoreCollection(scope, "Collection-audio_sessions", {
      collection: "audio_sessions",
      entry,
      databaseReference: "database",
    });
  });

const byUser: CollectionEntry["indexes"][number] = [
  { field: "user_id", order: "ASCENDING" },
  { field: "created_at", order: "DESCENDING" },
];
const indexType = "google_firestore_index";

describe("FirestoreCollection", () => {
  test("indexes fields in their order, for queries of the collection", () => {
    expect(only(synthesized({ indexes: [byUser] }), indexType)).toEqual({
      database: "database",
      collection: "audio_sessions",
      query_scope: "COLLECTION",
      fields: [
        { field_path: "user_id", order: "ASCENDING" },
        { field_path: "created_at", order: "DESCENDING" },
      ],
    });
  });

  test("deletes documents at the time in their expiry field, which is not indexed", () => {
    expect(only(synthesized({ indexes: [], expiryField: "expire_at" }), "google_firestore_field")).toEqual({
      database: "database",
      collection: "audio_sessions",
      field: "expire_at",
      ttl_config: {},
      index_config: {},
    });
  });

  test("keeps documents for good without an expiry field", () => {
    expect(synthesized({ indexes: [byUser] }).all("google_firestore_field")).toEqual({});
  });

  test("makes nothing that its entry does not ask for", () => {
    expect(synthesized({ indexes: [] }).json).not.toHaveProperty("resource");
  });

  test("replaces its one expiry field instead of setting a second one beside it", () => {
    const [one, other] = ["expire_at", "owner.ends_at"].map((expiryField) =>
      Object.keys(synthesized({ indexes: [], expiryField }).all("google_firestore_field")),
    );
    expect(one).toHaveLength(1);
    expect(other).toEqual(one);
  });

  test("leaves an index alone when others come before it, go or change places", () => {
    const [other]: CollectionEntry["indexes"] = [[...byUser].reverse()];
    const ids = (indexes: CollectionEntry["indexes"]): string[] =>
      Object.keys(synthesized({ indexes }).all(indexType)).sort();
    expect(ids([other!, byUser])).toEqual(ids([byUser, other!]));
    expect(ids([other!, byUser])).toEqual(expect.arrayContaining(ids([byUser])));
  });

  test("makes one index of each list of fields, however alike their names", () => {
    const field = fc.record({
      field: fc.stringMatching(/^[ab_][ab_.]{0,3}[ab]$/).filter((path) => !path.includes("..")),
      order: fc.constantFrom("ASCENDING" as const, "DESCENDING" as const),
    });
    const index = fc.array(field, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(index, { maxLength: 6, selector: (fields) => JSON.stringify(fields) }), (indexes) => {
        expect(list(synthesized({ indexes }), indexType)).toHaveLength(indexes.length);
      }),
      { numRuns: 30 },
    );
  });
});
