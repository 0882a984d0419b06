import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  // Not datastore.viewer, which could also read documents.
  plan: [
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.databases.get",
    "datastore.databases.getMetadata",
    "datastore.schemas.get",
    "datastore.schemas.list",
  ],
  // Not datastore.owner, which could also read and write documents.
  apply: [
    "roles/datastore.indexAdmin",
    "datastore.backupSchedules.create",
    "datastore.backupSchedules.delete",
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.backupSchedules.update",
    "datastore.databases.create",
    "datastore.databases.delete",
    "datastore.databases.get",
    "datastore.databases.getMetadata",
    "datastore.databases.update",
  ],
};

export const firestoreTypes: ResourceTypes = {
  google_firestore_backup_schedule: {
    api: "firestore",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_firestore_database"],
    deletionInUse: "allowed",
  },
  google_firestore_database: {
    api: "firestore",
    rights: rights,
    holds: "data",
    refersTo: [],
    deletionInUse: "allowed",
    encryption: {
      argument: "cmek_config.kms_key_name",
      agent: "firestore",
      // Firestore has no replica.
      keys: {
        database: ({ firestore, primaryRegion }, location) => firestore !== undefined && location === primaryRegion,
      },
    },
    preventDestroy: true,
    guards: [
      {
        argument: "delete_protection_state",
        keeps: (value) => value === "DELETE_PROTECTION_ENABLED",
        lowered: "DELETE_PROTECTION_DISABLED",
        protected: { value: "DELETE_PROTECTION_ENABLED", against: "google" },
      },
      // Any other policy leaves the database in the project.
      { argument: "deletion_policy", keeps: (value) => value !== "DELETE", lowered: "DELETE" },
    ],
    audit: "datastore",
    recovery: ["Firestore"],
    alerts: ["firestore-errors"],
    cost: "firestore/",
  },
  google_firestore_field: {
    api: "firestore",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_firestore_database"],
    deletionInUse: "allowed",
  },
  google_firestore_index: {
    api: "firestore",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_firestore_database"],
    deletionInUse: "allowed",
  },
};
