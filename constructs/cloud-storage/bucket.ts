import { StorageBucket, type StorageBucketLifecycleRule } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamBinding } from "@cdktf/provider-google/lib/storage-bucket-iam-binding";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import { daySeconds, hourSeconds } from "../../contract/duration";
import type { Protection } from "../../contract/environment";
import type { BucketEntry } from "./schema";
import { check } from "../check";
import { bucketRoles, roleId } from "../iam/roles";
import { bucketOwners, newBucketRoles } from "./basic-roles";
import { recordsSoftDeleteDays } from "./recovery";

export interface BucketProps {
  /** Project whose Owners keep their access. */
  readonly projectId: string;
  /** Globally unique and permanent: a rename replaces the bucket. */
  readonly name: string;
  readonly location: string;
  /** Decides versions, soft delete and protection. */
  readonly contents: BucketEntry["contents"];
  readonly protection: Protection;
  /** Age at which objects are deleted. Required for a cache and for logs. @default - objects are kept */
  readonly expireAfterDays?: number | undefined;
  /** Days for which replaced and deleted objects are kept. Required for records and a site. */
  readonly noncurrentVersionDays?: number | undefined;
  /** Origins whose pages upload by signed URL. @default - no CORS policy */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Bucket that receives this bucket's usage logs. @default - usage is not logged */
  readonly accessLogs?: Bucket | undefined;
  /** Path of a key in the bucket's location, on which Cloud Storage's service agent already has a grant. @default - Google's default encryption */
  readonly kmsKeyName?: string | undefined;
  /**
   * Retention policy: no object can be deleted or replaced before this age. If
   * `locked`, nobody can ever shorten it. Not combined with versioning, although the
   * provider accepts both, since it would also retain every version. A disposable
   * bucket has none, since Terraform could not destroy it. @default - none
   */
  readonly retention?: { readonly days: number; readonly locked: boolean } | undefined;
}

/** Days of soft delete for a site and for logs. */
const softDeleteDays = 7;

/**
 * A private bucket; no prop makes it public, and the project's Viewers and Editors
 * have no access by these roles.
 *
 * A cache costs nothing after it expires: no versions and no soft delete, which
 * would bill each deleted object for seven more days (Google, "Soft delete").
 * Everything else survives a mistaken delete for at least seven days.
 */
export class Bucket extends Construct {
  /** The literal name, for grants of other layers. */
  readonly name: string;
  /** Name for resources of this stack, which then depend on the bucket. */
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
                // Headers that a page may send and may read; resumable uploads need the last three.
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
    // Authoritative, because a grant of Google's can be taken away in no other way; docs/adr/0062.
    for (const role of newBucketRoles)
      new StorageBucketIamBinding(this, roleId(role), {
        bucket: this.nameReference,
        role,
        members: [bucketOwners(props.projectId)],
      });
    accessLogs?.receiveUsageLogs();
  }

  /**
   * Cloud Storage delivers usage logs as a Google group, and drops them silently
   * without this grant (Google, "Usage logs & storage logs"). The grant is created
   * with the first bucket that delivers here, so that no other bucket has it.
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
    // Applies to every version, also a replaced one: after the retention only soft delete keeps it.
    ...(expireAfterDays === undefined ? [] : [{ action: { type: "Delete" }, condition: { age: expireAfterDays } }]),
    ...(noncurrentVersionDays === undefined
      ? []
      : [
          {
            action: { type: "Delete" },
            condition: { daysSinceNoncurrentTime: noncurrentVersionDays, withState: "ARCHIVED" },
          },
        ]),
    // Parts of an unfinished upload are billed but not listed.
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ];
}
