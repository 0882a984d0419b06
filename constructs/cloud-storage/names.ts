import type { Named } from "../../contract/names";

export const stateBucketName = (environment: Named): string => `${environment.project.id}-tfstate`;

/** Bucket names are global, so each starts with the project id, which is too. */
export const bucketName = (environment: Named, bucket: string): string => `${environment.project.id}-${bucket}`;

export const auditBucketName = (environment: Named): string => bucketName(environment, auditBucket);
/** Key of a bucket that no entry may take. */
export const auditBucket = "audit-logs";
