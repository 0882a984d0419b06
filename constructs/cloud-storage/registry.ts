import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/storage.bucketViewer", "storage.buckets.getIamPolicy"],
  apply: ["roles/storage.admin"],
};

export const cloudStorageTypes: ResourceTypes = {
  google_storage_bucket: {
    api: "storage",
    rights: rights,
    holds: "data",
    refersTo: ["google_kms_crypto_key_iam_member", "google_storage_bucket"],
    deletionInUse: "allowed",
    encryption: {
      argument: "encryption.default_kms_key_name",
      agent: "cloudStorage",
      keys: { media: () => true, records: () => true, state: () => true },
    },
    preventDestroy: { none: "its contents decide: policy protected-bucket" },
    guards: [
      { argument: "force_destroy", keeps: (value) => value !== true, lowered: true },
      // Nobody can delete an object before the retention policy's age.
      {
        argument: "retention_policy",
        keeps: (value) => value !== undefined,
        lowered: { none: "the audit trail outlives its environment" },
      },
    ],
    audit: "storage",
    recovery: ["Bucket", "Terraform state"],
    alerts: { none: "objects come back by their versions, and caches are made again" },
    cost: { none: "an empty bucket costs nothing; storage/objects counts what it holds" },
  },
  google_storage_bucket_iam_binding: {
    api: "storage",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_storage_bucket"],
    deletionInUse: "allowed",
    links: [{ names: ({ bucket }) => [bucket], to: "google_storage_bucket", as: "name" }],
  },
  google_storage_bucket_iam_member: {
    api: "storage",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_logging_project_sink", "google_service_account", "google_storage_bucket"],
    deletionInUse: "allowed",
    links: [{ names: ({ bucket }) => [bucket], to: "google_storage_bucket", as: "name" }],
  },
};
