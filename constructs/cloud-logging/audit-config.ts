import { ProjectIamAuditConfig } from "@cdktf/provider-google/lib/project-iam-audit-config";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { secretsOf } from "../secret-manager/names";

export interface AuditConfigProps {
  readonly environment: Environment;
}

type LogType = "ADMIN_READ" | "DATA_READ" | "DATA_WRITE";

interface AuditedProduct {
  readonly logTypes: readonly LogType[];
  /** Whether the environment uses the product. */
  readonly declared: (environment: Environment) => boolean;
}

const content: readonly LogType[] = ["DATA_READ", "DATA_WRITE"];
/** For products where listing resources or reading their IAM policy may prepare a theft. */
const everything: readonly LogType[] = ["ADMIN_READ", ...content];

/** Products that hold user data or secrets, keyed by service name without `.googleapis.com`. */
const auditedProducts: Readonly<Record<string, AuditedProduct>> = {
  // The model receives the users' speech and returns answers.
  aiplatform: {
    logTypes: content,
    declared: ({ services }) => services.some(({ calls }) => calls.includes("vertex-ai")),
  },
  // Uses of a key, and listings of keys.
  cloudkms: { logTypes: everything, declared: ({ encryption }) => encryption === "customer-managed" },
  // Users, sessions, metadata: logins, exports and imports. Only PostgreSQL's own log records what a session reads.
  cloudsql: { logTypes: content, declared: ({ cloudSql }) => cloudSql !== undefined },
  // Users' sessions. Firestore is configured under Datastore's name; its entries name firestore.googleapis.com (Google, "Firestore audit logging").
  datastore: { logTypes: content, declared: ({ firestore }) => firestore !== undefined },
  // A seek replays messages and counts as an admin read. Messages themselves are not logged (Google, "Pub/Sub audit logging").
  pubsub: { logTypes: everything, declared: () => true },
  // Configurations of services, which name every secret and bucket.
  run: { logTypes: content, declared: ({ services }) => services.length > 0 },
  // Every access to a value, and every listing of secrets.
  secretmanager: { logTypes: everything, declared: (environment) => Object.keys(secretsOf(environment)).length > 0 },
  // Recordings, documents, models, and the audit trail itself.
  // Reads of caches are logged and billed too: an audit configuration cannot exempt a bucket, and exempting the
  // account that reads a cache would also hide its reads of records.
  storage: { logTypes: content, declared: () => true },
};

/**
 * Data access audit logs: who read and who wrote user data and secrets. They are
 * off by default, so a sink alone would receive none.
 *
 * Each configuration is authoritative for its service in the project: the next
 * apply removes log types and exemptions that were added by hand, and ends the
 * audit of a product that the environment no longer uses. The organization's
 * configuration applies in addition and cannot be removed here.
 */
export class AuditConfig extends Construct {
  constructor(scope: Construct, id: string, { environment }: AuditConfigProps) {
    super(scope, id);
    for (const [product, { logTypes, declared }] of Object.entries(auditedProducts)) {
      if (!declared(environment)) continue;
      new ProjectIamAuditConfig(this, product, {
        project: environment.project.id,
        service: `${product}.googleapis.com`,
        auditLogConfig: logTypes.map((logType) => ({ logType })),
      });
    }
  }
}
