import { z } from "zod";
import { strictBounds, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/** Firestore in one environment. */
export const firestoreSettings = z.strictObject({
  /** Database id: `(default)`, or that of a database into which a backup was restored. */
  databaseId: z
    .string()
    .regex(
      /^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/,
      "must be '(default)', or 4 to 63 of a-z, 0-9 and '-', starting with a letter",
    )
    .refine(
      (id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id),
      "looks like a UUID, which Firestore refuses",
    )
    .refine(
      (id) => id !== "default",
      "must be '(default)' or another database's id, got 'default'; did you mean '(default)'?",
    ),
  /**
   * Set if the database already exists and is imported: how it is encrypted,
   * which cannot be changed.
   * @default - Terraform creates the database
   */
  existing: z.enum(["google-default", "customer-managed"]).optional(),
  /** Point-in-time recovery: the state at any minute of the last 7 days can be read and restored. */
  pointInTimeRecovery: z.boolean(),
  /** Retention of the daily and the weekly (Sunday) backup; days, at most 14 weeks. Google, "Firestore backup schedules". @default - no backup */
  backups: z
    .strictObject({ dailyDays: wholeNumber.min(1).max(98), weeklyDays: wholeNumber.min(7).max(98) })
    .superRefine(strictBounds("dailyDays", "weeklyDays"))
    .optional(),
  /** Required where an environment is protected. */
  recovery: recoveryObjective.optional(),
});
export type FirestoreSettings = z.output<typeof firestoreSettings>;

const fieldPath = z
  .string()
  .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, "must be a field path like 'user_id' or 'owner.id'");

/** Indexes and expiry of a Firestore collection. The collection itself exists once a service writes a document. */
export const collectionEntry = z.strictObject({
  /**
   * Field with the time at which a document expires, which services must write.
   * Never the creation time: Firestore would delete every document at once.
   * @default - documents are kept
   */
  expiryField: fieldPath
    .refine(
      (field) => /expir|ttl|until|delete_/i.test(field),
      "does not sound like a time of expiry, and at any earlier time every document would be deleted at once; name a field with 'expir', 'ttl', 'until' or 'delete_' in it",
    )
    // Google, "Firestore quotas and limits": constraints on field names.
    .refine(
      (field) => !field.split(".").some((name) => /^__.*__$/.test(name)),
      "starts and ends with '__', which Firestore reserves; name a field of your own",
    )
    .optional(),
  /** Composite indexes, each an ordered list of fields. */
  indexes: z
    .array(
      z
        .array(z.strictObject({ field: fieldPath, order: z.enum(["ASCENDING", "DESCENDING"]) }))
        .min(2, "needs two fields; Firestore indexes single fields by itself")
        .max(100),
    )
    .default([]),
});
export type CollectionEntry = z.output<typeof collectionEntry>;
