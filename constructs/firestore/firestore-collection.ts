import { FirestoreField } from "@cdktf/provider-google/lib/firestore-field";
import { FirestoreIndex } from "@cdktf/provider-google/lib/firestore-index";
import { Construct } from "constructs";
import type { CollectionEntry } from "./schema";

export interface FirestoreCollectionProps {
  /** Collection id. Indexes and expiry apply to every collection with this id, also below a document (collection group). */
  readonly collection: string;
  readonly entry: CollectionEntry;
  /** Reference to the database's name, so that indexes depend on the database; a literal would not. */
  readonly databaseReference: string;
}

/**
 * The composite indexes of a collection and its expiry field (TTL policy).
 *
 * Firestore deletes expired documents within about a day, in no particular order;
 * queries find them until then (Google, "Manage data retention with TTL policies").
 */
export class FirestoreCollection extends Construct {
  constructor(scope: Construct, id: string, { collection, entry, databaseReference }: FirestoreCollectionProps) {
    super(scope, id);
    for (const fields of entry.indexes) {
      // The id contains the fields: they are permanent, so a different list is a different index.
      const indexId = fields.map(({ field, order }) => `${field}-${order.toLowerCase()}`).join("-");
      new FirestoreIndex(this, `Index-${indexId}`, {
        database: databaseReference,
        collection,
        queryScope: "COLLECTION",
        fields: fields.map(({ field, order }) => ({ fieldPath: field, order })),
      });
    }
    if (entry.expiryField !== undefined) {
      // The id omits the field: a collection has one expiry field, so Terraform must remove the old one before it sets another.
      new FirestoreField(this, "Expiry", {
        database: databaseReference,
        collection,
        field: entry.expiryField,
        ttlConfig: {},
        // No single-field index: steadily increasing times would make it a hotspot, and the TTL policy
        // does not need it (Google, "TTL fields and indexes"). Queries cannot filter or sort by this field alone.
        indexConfig: {},
      });
    }
  }
}
