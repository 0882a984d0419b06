import { ofType, resources, type Policy } from "../../policies/policy";

/** Kinds of resources that hold user data or secrets, and the service under which Google audits access to them. */
const audited: Readonly<Record<string, string>> = {
  google_cloud_run_v2_service: "run",
  google_firestore_database: "datastore",
  google_kms_crypto_key: "cloudkms",
  google_pubsub_topic: "pubsub",
  google_secret_manager_secret: "secretmanager",
  google_sql_database_instance: "cloudsql",
  google_storage_bucket: "storage",
};

export const auditPolicies: readonly Policy[] = [
  {
    id: "access-audited",
    check: (built) => {
      const configured = resources(built, ofType("google_project_iam_audit_config")).map(({ attributes }) =>
        String(attributes.service),
      );
      return Object.entries(audited)
        .filter(([, service]) => !configured.includes(`${service}.googleapis.com`))
        .flatMap(([type, service]) =>
          // The first names them all.
          resources(built, ofType(type))
            .slice(0, 1)
            .map((resource) => ({
              resource,
              message: `leaves no trace of who reads it; add ${service} to constructs/cloud-logging/audit-config.ts`,
            })),
        );
    },
  },
];
