import { describe, expect, test } from "vitest";
import { AuditTrail } from "../../../constructs/cloud-logging/audit-trail";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, only, reference } from "../fixtures";

const synthesized = (of: Environment, kmsKeyName?: string): Synthesized =>
  synthesize((scope) => {
    new AuditTrail(scope, "AuditTrail", { environment: of, kmsKeyName });
  });

describe("AuditTrail", () => {
  const synth = synthesized(environment("prod"));

  test("takes all four audit logs and nothing else", () => {
    expect(only(synth, "google_logging_project_sink")).toEqual({
      name: "audit-trail",
      description: "Audit logs for the audit trail's bucket",
      destination: `storage.googleapis.com/${reference(synth, "google_storage_bucket")}`,
      filter:
        'log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access") OR log_id("cloudaudit.googleapis.com/system_event") OR log_id("cloudaudit.googleapis.com/policy")',
      unique_writer_identity: true,
    });
  });

  test("lets the sink's own account add entries, and nobody read or replace them", () => {
    expect(only(synth, "google_storage_bucket_iam_member")).toEqual({
      bucket: reference(synth, "google_storage_bucket"),
      role: "roles/storage.objectCreator",
      member: reference(synth, "google_logging_project_sink", "", "writer_identity"),
    });
  });

  test("lies in the primary region under the name that no bucket's entry may take", () => {
    expect(only(synth, "google_storage_bucket")).toMatchObject({
      name: "parley-audio-prod-audit-logs",
      location: "us-central1",
      public_access_prevention: "enforced",
      uniform_bucket_level_access: true,
    });
  });

  test("keeps each entry for 400 days where protected, and deletes it then", () => {
    const bucket = only(synth, "google_storage_bucket");
    expect(bucket.retention_policy).toEqual({ is_locked: false, retention_period: 34560000 });
    expect(bucket.lifecycle_rule[0]).toEqual({ action: { type: "Delete" }, condition: { age: 400 } });
    expect(bucket.force_destroy).toBe(false);
    expect(bucket.lifecycle).toEqual({ prevent_destroy: true });
  });

  test("is locked only where the environment says so", () => {
    const of = environment("prod");
    const locked = synthesized({ ...of, audit: { retentionDays: 500, retentionLock: "locked-for-ever" } });
    const bucket = only(locked, "google_storage_bucket");
    expect(bucket.retention_policy).toEqual({ is_locked: true, retention_period: 43200000 });
    expect(bucket.lifecycle_rule[0].condition).toEqual({ age: 500 });
  });

  test("has no retention policy where disposable, since Terraform could not destroy the bucket with it", () => {
    const of = environment("dev");
    const bucket = only(synthesized(of), "google_storage_bucket");
    expect(bucket).not.toHaveProperty("retention_policy");
    expect(bucket.force_destroy).toBe(true);
    expect(bucket.lifecycle_rule[0]).toEqual({ action: { type: "Delete" }, condition: { age: 30 } });
    const locked = { ...of, audit: { retentionDays: 30, retentionLock: "locked-for-ever" as const } };
    expect(only(synthesized(locked), "google_storage_bucket")).not.toHaveProperty("retention_policy");
  });

  test("is encrypted with the key that it is given, and with Google's without one", () => {
    expect(synth.one("google_storage_bucket")).not.toHaveProperty("encryption");
    const key = "projects/p/locations/us-central1/keyRings/parley/cryptoKeys/records";
    expect(only(synthesized(environment("prod"), key), "google_storage_bucket").encryption).toEqual({
      default_kms_key_name: key,
    });
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new AuditTrail(scope, "AuditTrail", { environment: of }));
  });
});
