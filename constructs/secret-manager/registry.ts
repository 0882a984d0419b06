import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/secretmanager.viewer"],
  // Not secretmanager.admin, which could also read the values.
  apply: [
    "secretmanager.secrets.create",
    "secretmanager.secrets.delete",
    "secretmanager.secrets.get",
    "secretmanager.secrets.getIamPolicy",
    "secretmanager.secrets.list",
    "secretmanager.secrets.setIamPolicy",
    "secretmanager.secrets.update",
  ],
};

export const secretManagerTypes: ResourceTypes = {
  google_secret_manager_secret: {
    api: "secretmanager",
    rights: rights,
    holds: "data",
    refersTo: ["google_pubsub_topic"],
    deletionInUse: "allowed",
    encryption: {
      argument: "replication.auto.customer_managed_encryption.kms_key_name",
      agent: "secretManager",
      keys: { secrets: () => true },
    },
    preventDestroy: true,
    guards: [
      {
        argument: "deletion_protection",
        keeps: (value) => value === true,
        lowered: false,
        protected: { value: true, against: "terraform" },
      },
    ],
    audit: "secretmanager",
    recovery: ["Secrets"],
    alerts: ["unexpected-secret-access"],
    cost: "secrets/",
  },
  google_secret_manager_secret_iam_member: {
    api: "secretmanager",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_service_account"],
    deletionInUse: "allowed",
    links: [{ names: ({ secret_id }) => [secret_id], to: "google_secret_manager_secret", as: "secret_id" }],
  },
};
