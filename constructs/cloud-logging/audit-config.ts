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
  /** Whether the environment has the product at all. */
  readonly declared: (environment: Environment) => boolean;
}

const content: readonly LogType[] = ["DATA_READ", "DATA_WRITE"];
/** For products of which a look at what exists, or at who may use it, is the first step to a theft. */
const everything: readonly LogType[] = ["ADMIN_READ", ...content];

/** Products that hold user data or secrets, by the name of their service without `.googleapis.com`. */
const auditedProducts: Readonly<Record<string, AuditedProduct>> = {
  // What users say passes through the model, and the model's answers back.
  aiplatform: {
    logTypes: content,
    declared: ({ services }) => services.some(({ calls }) => calls.includes("vertex-ai")),
  },
  // Who decrypts what, and who has looked for a key.
  cloudkms: { logTypes: everything, declared: ({ encryption }) => encryption === "customer-managed" },
  // Users, sessions, metadata: who logs in, exports or imports. What a session reads is PostgreSQL's own log.
  cloudsql: { logTypes: content, declared: ({ cloudSql }) => cloudSql !== undefined },
  // Sessions of users. Firestore is configured under Datastore's name; its entries carry firestore.googleapis.com (Google, "Firestore audit logging").
  datastore: { logTypes: content, declared: ({ firestore }) => firestore !== undefined },
  // Seeking replays messages and counts as an admin read. Messages themselves leave no entry (Google, "Pub/Sub audit logging").
  pubsub: { logTypes: everything, declared: () => true },
  // Services' settings, which name every secret and bucket.
  run: { logTypes: content, declared: ({ services }) => services.length > 0 },
  // Every access to a value, and every look at what there is.
  secretmanager: { logTypes: everything, declared: (environment) => Object.keys(secretsOf(environment)).length > 0 },
  // Recordings, documents, models, and the audit trail itself.
  // The caches' reads are logged and billed too: a service's configuration knows no buckets, and to exempt the
  // account that reads a cache would hide what the same account reads of records.
  storage: { logTypes: content, declared: () => true },
};

/**
 * Data access audit logs: who read and who wrote user data and secrets. Google
 * writes none of these unless asked; a sink alone would have nothing to keep.
 *
 * Each configuration is authoritative for its service in the project: log types
 * and exemptions that somebody adds by hand are gone at the next apply, and a
 * service whose product the environment no longer has is no longer audited. What
 * the organization configures adds to it and cannot be taken away here.
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
