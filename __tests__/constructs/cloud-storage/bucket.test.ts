import { describe, expect, test } from "vitest";
import { Bucket, type BucketProps } from "../../../constructs/cloud-storage/bucket";
import { synthesize, type Synthesized } from "../../support/synth";
import { idOf, list, named, only, reference } from "../fixtures";

const records: BucketProps = {
  projectId: "project",
  name: "project-documents",
  location: "us-central1",
  contents: "records",
  protection: "protected",
  noncurrentVersionDays: 90,
};
const cache: BucketProps = { ...records, contents: "cache", expireAfterDays: 30, noncurrentVersionDays: undefined };
const logs: BucketProps = { ...cache, contents: "logs" };
const site: BucketProps = { ...records, contents: "site" };

const synthesized = (props: BucketProps): Synthesized =>
  synthesize((scope) => {
    new Bucket(scope, "Documents", props);
  });
const bucket = (props: BucketProps): ReturnType<typeof only> => only(synthesized(props), "google_storage_bucket");

const abortUploads = { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } };
const day = 86400;

describe("Bucket", () => {
  test("of protected records is private, versioned, soft-deleted for 30 days and cannot be destroyed", () => {
    expect(bucket(records)).toEqual({
      name: "project-documents",
      location: "us-central1",
      storage_class: "STANDARD",
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      force_destroy: false,
      versioning: { enabled: true },
      soft_delete_policy: { retention_duration_seconds: 30 * day },
      lifecycle_rule: [
        { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 90, with_state: "ARCHIVED" } },
        abortUploads,
      ],
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each([records, cache, logs, site])("of $contents is private", (props) => {
    expect(bucket(props)).toMatchObject({ uniform_bucket_level_access: true, public_access_prevention: "enforced" });
  });

  test.each([
    { ...cache, seconds: 0 },
    { ...logs, seconds: 7 * day },
    { ...site, seconds: 7 * day },
    { ...records, seconds: 30 * day },
    { ...cache, protection: "disposable" as const, seconds: 0 },
    { ...logs, protection: "disposable" as const, seconds: 7 * day },
    { ...site, protection: "disposable" as const, seconds: 7 * day },
    { ...records, protection: "disposable" as const, seconds: 7 * day },
  ])("soft-deletes $protection $contents for $seconds seconds, and only a cache for none", ({ seconds, ...props }) => {
    expect(bucket(props).soft_delete_policy).toEqual({ retention_duration_seconds: seconds });
  });

  test.each([
    { ...cache, versioned: false },
    { ...logs, versioned: false },
    { ...site, versioned: true },
    { ...records, versioned: true },
  ])("writes out for $contents that versions are kept: $versioned", ({ versioned, ...props }) => {
    expect(bucket(props).versioning).toEqual({ enabled: versioned });
  });

  test.each([
    { ...cache, kept: false },
    { ...logs, kept: true },
    { ...site, kept: true },
    { ...records, kept: true },
  ])("keeps protected $contents from being destroyed: $kept", ({ kept, ...props }) => {
    expect(bucket(props)).toMatchObject({ force_destroy: !kept, lifecycle: { prevent_destroy: kept } });
  });

  test.each([cache, logs, site, records])("can be destroyed with all its disposable $contents", (props) => {
    expect(bucket({ ...props, protection: "disposable" })).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
  });

  test("deletes a cache's objects at their age, and has no rule for the versions that it does not keep", () => {
    expect(bucket({ ...cache, noncurrentVersionDays: 90 }).lifecycle_rule).toEqual([
      { action: { type: "Delete" }, condition: { age: 30 } },
      abortUploads,
    ]);
  });

  test("deletes records at their age and their versions at theirs, where both are given", () => {
    expect(bucket({ ...records, expireAfterDays: 365 }).lifecycle_rule).toEqual([
      { action: { type: "Delete" }, condition: { age: 365 } },
      { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 90, with_state: "ARCHIVED" } },
      abortUploads,
    ]);
  });

  test("answers uploads by signed URL from the given origins only", () => {
    expect(bucket({ ...records, corsOrigins: ["https://app.example.com"] }).cors).toEqual([
      {
        origin: ["https://app.example.com"],
        method: ["PUT", "POST"],
        response_header: ["Content-Type", "x-goog-resumable", "Location", "Range", "Content-Range"],
        max_age_seconds: 3600,
      },
    ]);
  });

  test.each(["cors", "logging", "encryption", "retention_policy"])("has no %s unless asked to", (block) => {
    expect(Object.keys(bucket(records))).not.toContain(block);
    expect(Object.keys(bucket(logs))).not.toContain(block);
  });

  test.each([records, cache, logs, site])("encrypts $contents with the given key", (props) => {
    const kmsKeyName = "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k";
    expect(bucket({ ...props, kmsKeyName }).encryption).toEqual({ default_kms_key_name: kmsKeyName });
  });

  test.each([true, false])("keeps logs until they are old enough, locked: %s", (locked) => {
    expect(bucket({ ...logs, retention: { days: 400, locked } }).retention_policy).toEqual({
      retention_period: 400 * day,
      is_locked: locked,
    });
  });

  test("of disposable logs has no retention, which Terraform could not destroy", () => {
    const retention = { days: 30, locked: true };
    const disposable = bucket({ ...logs, protection: "disposable", retention });
    expect(Object.keys(disposable)).not.toContain("retention_policy");
    expect(disposable).toMatchObject({ force_destroy: true, lifecycle: { prevent_destroy: false } });
  });

  test("delivers its usage logs to the log bucket under its own name, and is made after that bucket", () => {
    const both = synthesize((scope) => {
      const accessLogs = new Bucket(scope, "Logs", { ...logs, name: "project-logs" });
      new Bucket(scope, "Documents", { ...records, accessLogs });
    });
    expect(named(both, "google_storage_bucket", "Documents").logging).toEqual({
      log_bucket: reference(both, "google_storage_bucket", "Logs"),
      log_object_prefix: "project-documents",
    });
  });

  test("lets Cloud Storage deliver usage logs, by one grant, to the bucket that others name for them", () => {
    const three = synthesize((scope) => {
      const accessLogs = new Bucket(scope, "Logs", { ...logs, name: "project-logs" });
      new Bucket(scope, "Documents", { ...records, accessLogs });
      new Bucket(scope, "Cache", { ...cache, name: "project-cache", accessLogs });
    });
    expect(only(three, "google_storage_bucket_iam_member")).toEqual({
      bucket: reference(three, "google_storage_bucket", "Logs"),
      role: "roles/storage.objectCreator",
      member: "group:cloud-storage-analytics@google.com",
    });
    expect(idOf(three, "google_storage_bucket_iam_member")).toMatch(/^Logs_Delivery_/);
  });

  test.each([cache, site, records, logs])(
    "grants nobody anything on a bucket of $contents that receives no usage logs",
    (props) => {
      expect(synthesized(props).all("google_storage_bucket_iam_member")).toEqual({});
    },
  );

  test.each([cache, site, records, logs])(
    "of $contents leaves what Google grants to Viewers and Editors with the project's Owners",
    (props) => {
      const made = synthesized(props);
      const bindings = list(made, "google_storage_bucket_iam_binding");
      expect(bindings).toHaveLength(4);
      for (const role of ["legacyBucketOwner", "legacyBucketReader", "legacyObjectOwner", "legacyObjectReader"])
        expect(bindings).toContainEqual({
          bucket: reference(made, "google_storage_bucket", "Documents"),
          role: `roles/storage.${role}`,
          members: ["projectOwner:project"],
        });
    },
  );

  test("tells other layers its name as a literal", () => {
    let made: Bucket | undefined;
    synthesize((scope) => {
      made = new Bucket(scope, "Documents", records);
    });
    expect(made?.name).toBe("project-documents");
  });

  test.each(["ab", "-abc", "abc-", "Abc", "a_b", "a.b", "a".repeat(64), ""])("refuses the name '%s'", (name) => {
    expect(() => synthesized({ ...records, name })).toThrow(
      new Error(`test/Documents: name must be 3 to 63 of a-z, 0-9 and '-', got '${name}'`),
    );
  });

  test.each(["abc", "a-1", "1-a", "a".repeat(63)])("takes the name '%s'", (name) => {
    expect(bucket({ ...records, name }).name).toBe(name);
  });

  test.each([cache, logs])("refuses $contents that never expire", (props) => {
    expect(() => synthesized({ ...props, expireAfterDays: undefined })).toThrow(
      new Error(`test/Documents: a bucket of ${props.contents} must have expireAfterDays`),
    );
  });

  test.each([records, site])("refuses $contents whose versions never end", (props) => {
    expect(() => synthesized({ ...props, noncurrentVersionDays: undefined })).toThrow(
      new Error(`test/Documents: a bucket of ${props.contents} must have noncurrentVersionDays`),
    );
  });

  test.each([records, site])("refuses a retention for $contents, which keep versions", (props) => {
    expect(() => synthesized({ ...props, retention: { days: 1, locked: false } })).toThrow(
      new Error(`test/Documents: a bucket of ${props.contents} keeps versions, so it must have no retention`),
    );
  });

  test("says all that is wrong at once", () => {
    expect(() => synthesized({ ...cache, name: "A", expireAfterDays: undefined })).toThrow(
      new Error(
        "test/Documents: name must be 3 to 63 of a-z, 0-9 and '-', got 'A'; a bucket of cache must have expireAfterDays",
      ),
    );
  });
});
