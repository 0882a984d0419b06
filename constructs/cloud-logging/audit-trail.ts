import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { bucketRoles } from "../iam/roles";
import { Bucket } from "../cloud-storage/bucket";
import { auditBucketName } from "../cloud-storage/names";

export interface AuditTrailProps {
  readonly environment: Environment;
  /** Path of the key that encrypts the trail; the bucket depends on the grant to Cloud Storage's service agent. @default - Google's default encryption */
  readonly kmsKeyName?: string | undefined;
}

/** All audit logs of a project. Google, "Cloud Audit Logs overview". */
const auditLogs = ["activity", "data_access", "system_event", "policy"];

/**
 * Audit log entries in a separate bucket, kept for `audit.retentionDays`:
 *
 *     audit logs -> sink -> bucket with a retention policy
 *
 * In a protected environment nobody can delete or replace an entry before it
 * expires. An owner or the apply account can still remove the retention policy,
 * which is itself logged, unless `audit.retentionLock` locks it permanently. A
 * disposable environment has no retention policy, since Terraform could not destroy
 * a bucket that has one.
 *
 * Entries that arrive in the first minute, before the sink's grant, are kept in
 * Cloud Logging only.
 */
export class AuditTrail extends Construct {
  constructor(scope: Construct, id: string, { environment, kmsKeyName }: AuditTrailProps) {
    super(scope, id);
    const { retentionDays, retentionLock } = environment.audit;
    const bucket = new Bucket(this, "Bucket", {
      projectId: environment.project.id,
      name: auditBucketName(environment),
      location: environment.primaryRegion,
      contents: "logs",
      protection: environment.protection,
      kmsKeyName,
      // Lifecycle rules respect the retention policy, so no entry is deleted early.
      expireAfterDays: retentionDays,
      retention: { days: retentionDays, locked: retentionLock === "locked-for-ever" },
    });
    const sink = new LoggingProjectSink(this, "Default", {
      name: "audit-trail",
      description: "Audit logs for the audit trail's bucket",
      destination: `storage.googleapis.com/${bucket.nameReference}`,
      filter: auditLogs.map((log) => `log_id("cloudaudit.googleapis.com/${log}")`).join(" OR "),
      // A service account of this project alone; by default the sink uses one that all projects share.
      uniqueWriterIdentity: true,
    });
    new StorageBucketIamMember(this, "Writer", {
      bucket: bucket.nameReference,
      role: bucketRoles.appends,
      member: sink.writerIdentity,
    });
  }
}
