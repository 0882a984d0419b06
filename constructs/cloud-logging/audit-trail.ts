import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { bucketRoles } from "../iam/roles";
import { Bucket } from "../cloud-storage/bucket";
import { auditBucketName } from "../cloud-storage/names";

export interface AuditTrailProps {
  readonly environment: Environment;
  /** Key that encrypts the trail; ordered after the storage agent's grant on it. @default - Google's own */
  readonly kmsKeyName?: string | undefined;
}

/** Every audit log that Google writes in a project. Google, "Cloud Audit Logs overview". */
const auditLogs = ["activity", "data_access", "system_event", "policy"];

/**
 * Audit entries in a bucket of their own, for as long as `audit.retentionDays`:
 *
 *     audit logs -> sink -> bucket with a retention policy
 *
 * In a protected environment nobody deletes or replaces an entry before its time.
 * Whoever may change the bucket, an owner or the apply account, can still take the
 * policy away, which is itself an entry, unless `audit.retentionLock` has locked it
 * for ever. A disposable environment has no
 * policy, since Terraform could not destroy the bucket with it.
 *
 * Entries that arrive before the grant, in the first minute, stay in Cloud
 * Logging alone.
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, { environment, kmsKeyName }: AuditTrailProps) {
    super(scope, id);
    const { retentionDays, retentionLock } = environment.audit;
    const bucket = new Bucket(this, "Bucket", {
      name: auditBucketName(environment),
      location: environment.primaryRegion,
      contents: "logs",
      protection: environment.protection,
      kmsKeyName,
      // Lifecycle rules wait for the retention policy, so no entry leaves early.
      expireAfterDays: retentionDays,
      retention: { days: retentionDays, locked: retentionLock === "locked-for-ever" },
    });
    const sink = new LoggingProjectSink(this, "Default", {
      name: "audit-trail",
      description: "Audit logs for the audit trail's bucket",
      destination: `storage.googleapis.com/${bucket.nameReference}`,
      filter: auditLogs.map((log) => `log_id("cloudaudit.googleapis.com/${log}")`).join(" OR "),
      // An account of this project's own; without it Google writes as one that all projects share.
      uniqueWriterIdentity: true,
    });
    new StorageBucketIamMember(this, "Writer", {
      bucket: bucket.nameReference,
      role: bucketRoles.appends,
      member: sink.writerIdentity,
    });
  }
}
