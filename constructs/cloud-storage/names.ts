import type { Named } from "../../contract/names";

export const stateBucketName = (environment: Named): string => `${environment.project.id}-tfstate`;

/** Bucket names are globally unique, so each starts with the project id, which is globally unique too. */
export const bucketName = (environment: Named, bucket: string): string => `${environment.project.id}-${bucket}`;

export const auditBucketName = (environment: Named): string => bucketName(environment, auditBucket);
/** Reserved key of the audit trail's bucket. */
export const auditBucket = "audit-logs";
