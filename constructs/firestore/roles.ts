import type { Service } from "../../contract/environment";

/** Permissions of a service that uses documents. None deletes a document: expiry does. */
export const firestorePermissions = ({ firestore }: Pick<Service, "firestore">): readonly string[] =>
  firestore
    ? [
        // A transaction also reads the database resource.
        "datastore.databases.get",
        "datastore.entities.create",
        "datastore.entities.get",
        "datastore.entities.list",
        "datastore.entities.update",
      ]
    : [];
