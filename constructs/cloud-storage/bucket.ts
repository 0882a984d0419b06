import { StorageBucket, type StorageBucketLifecycleRule } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import { daySeconds, hourSeconds } from "../../contract/duration";
import type { Protection } from "../../contract/environment";
import type { BucketEntry } from "./schema";
import { check } from "../check";
import { bucketRoles } from "../iam/roles";
import { recordsSoftDeleteDays } from "./recovery";

export interface BucketProps {
  /** Global and permanent: a rename replaces the bucket. */
  readonly name: string;
  readonly location: string;
  /** What may be lost decides versions, soft delete and protection. */
  readonly contents: BucketEntry["contents"];
  readonly protection: Protection;
  /** Age at which objects are deleted. Required of a cache and of logs. @default - kept for good */
  readonly expireAfterDays?: number | undefined;
  /** Days that replaced and deleted objects are kept. Required of records and a site. */
  readonly noncurrentVersionDays?: number | undefined;
  /** Origins whose pages upload by signed URL. @default - no cross-origin answer */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Bucket that receives the usage logs. @default - usage is not logged */
  readonly accessLogs?: Bucket | undefined;
  /** Path of a key in the bucket's location that Cloud Storage's agent may use already. @default - Google's key */
  readonly kmsKeyName?: string | undefined;
  /**
   * Keeps everybody from deleting or replacing an object until it is this old;
   * where `locked`, nobody can ever shorten that. Never with versions, which it
   * would hold as well, although the provider takes both. A disposable bucket
   * has none, since Terraform could not destroy it. @default - none
   */
  readonly retention?: { readonly days: number; readonly locked: boolean } | undefined;
}

/** Days that Cloud Storage keeps what is deleted of a site or of logs. */
const softDeleteDays = 7;

/**
 * A private bucket; no prop makes it public.
 *
 * A cache costs nothing after it expires: no versions and no soft delete, which
 * would bill each deleted object for seven more days (Google, "Soft delete").
 * Everything else survives a mistaken delete for at least seven days.
 */
export class Bucket extends Construct {
  /** The literal, for grants of other layers. */
  readonly name: string;
  /** For resources of this stack; ordered after the bucket. */
  readonly nameReference: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { name, contents, protection, expireAfterDays, noncurrentVersionDays, corsOrigins, accessLogs } = props;
    const { kmsKeyName, retention } = props;
    const versioned = contents === "records" || contents === "site";
    const protect = protection === "protected" && contents !== "cache";
    check(this, [
      [/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name), `name must be 3 to 63 of a-z, 0-9 and '-', got '${name}'`],
      [versioned || expireAfterDays !== undefined, `a bucket of ${contents} must have expireAfterDays`],
      [!versioned || noncurrentVersionDays !== undefined, `a bucket of ${contents} must have noncurrentVersionDays`],
      [!versioned || retention === undefined, `a bucket of ${contents} keeps versions, so it must have no retention`],
    ]);
    const bucket = new StorageBucket(this, "Default", {
      name,
      location: props.location,
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      forceDestroy: !protect,
      versioning: { enabled: versioned },
      softDeletePolicy: { retentionDurationSeconds: softDeleteSeconds(contents, protection) },
      lifecycleRule: lifecycleRules(expireAfterDays, versioned ? noncurrentVersionDays : undefined),
      ...(corsOrigins === undefined
        ? {}
        : {
            cors: [
              {
                origin: [...corsOrigins],
                method: ["PUT", "POST"],
                // Both what a page may send and what it may read; the last three carry a resumable upload.
                responseHeader: ["Content-Type", "x-goog-resumable", "Location", "Range", "Content-Range"],
                maxAgeSeconds: hourSeconds,
              },
            ],
          }),
      ...(accessLogs === undefined ? {} : { logging: { logBucket: accessLogs.nameReference, logObjectPrefix: name } }),
      ...(kmsKeyName === undefined ? {} : { encryption: { defaultKmsKeyName: kmsKeyName } }),
      ...(retention === undefined || protection === "disposable"
        ? {}
        : { retentionPolicy: { retentionPeriod: retention.days * daySeconds, isLocked: retention.locked } }),
      lifecycle: { preventDestroy: protect },
    });
    this.name = name;
    this.nameReference = bucket.name;
    accessLogs?.receiveUsageLogs();
  }

  /**
   * Cloud Storage delivers usage logs as a group of its own and drops them in
   * silence without this grant (Google, "Usage logs & storage logs"). Made with
   * the first bucket that delivers, so that no other bucket lets the group in.
   */
  private receiveUsageLogs(): void {
    if (this.node.tryFindChild("Delivery") !== undefined) return;
    new StorageBucketIamMember(this, "Delivery", {
      bucket: this.nameReference,
      role: bucketRoles.appends,
      member: "group:cloud-storage-analytics@google.com",
    });
  }
}

function softDeleteSeconds(contents: BucketEntry["contents"], protection: Protection): number {
  if (contents === "cache") return 0;
  return (contents === "records" ? recordsSoftDeleteDays(protection) : softDeleteDays) * daySeconds;
}

function lifecycleRules(
  expireAfterDays: number | undefined,
  noncurrentVersionDays: number | undefined,
): StorageBucketLifecycleRule[] {
  return [
    // Every version counts, also a replaced one: what is past its retention is gone, but for soft delete.
    ...(expireAfterDays === undefined ? [] : [{ action: { type: "Delete" }, condition: { age: expireAfterDays } }]),
    ...(noncurrentVersionDays === undefined
      ? []
      : [
          {
            action: { type: "Delete" },
            condition: { daysSinceNoncurrentTime: noncurrentVersionDays, withState: "ARCHIVED" },
          },
        ]),
    // Parts of an upload that never ended are billed but listed nowhere.
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ];
}
