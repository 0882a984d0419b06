import { FirestoreField } from "@cdktf/provider-google/lib/firestore-field";
import { FirestoreIndex } from "@cdktf/provider-google/lib/firestore-index";
import { Construct } from "constructs";
import type { CollectionEntry } from "./schema";

export interface FirestoreCollectionProps {
  /** Collection id. Whatever is made here holds for every collection of this id, also below a document. */
  readonly collection: string;
  readonly entry: CollectionEntry;
  /** Reference to the database's name: a literal would let Terraform index a database that does not exist yet. */
  readonly databaseReference: string;
}

/**
 * What queries and expiry need of a collection: its composite indexes and the
 * field that holds a document's time of expiry.
 *
 * Expired documents are deleted within a day or so, in no order, and are found
 * by queries until then (Google, "Manage data retention with TTL policies").
 */
export class FirestoreCollection extends Construct {
  constructor(scope: Construct, id: string, { collection, entry, databaseReference }: FirestoreCollectionProps) {
    super(scope, id);
    for (const fields of entry.indexes) {
      // Named by what it indexes: fields are permanent, so another list of them is another index.
      const indexId = fields.map(({ field, order }) => `${field}-${order.toLowerCase()}`).join("-");
      new FirestoreIndex(this, `Index-${indexId}`, {
        database: databaseReference,
        collection,
        queryScope: "COLLECTION",
        fields: fields.map(({ field, order }) => ({ fieldPath: field, order })),
      });
    }
    if (entry.expiryField !== undefined) {
      // Named without its field: a collection has one expiry field, so Terraform must drop the old one before it sets another.
      new FirestoreField(this, "Expiry", {
        database: databaseReference,
        collection,
        field: entry.expiryField,
        ttlConfig: {},
        // No single-field index: of ever-growing times it would be a hotspot, and deletion by expiry
        // needs none (Google, "TTL fields and indexes"). Queries cannot filter or sort by this field alone.
        indexConfig: {},
      });
    }
  }
}
