import { z } from "zod";
import type { Environment, Service } from "../../contract/environment";
import { routePath, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";
import { cacheMode } from "../load-balancing/schema";

/**
 * A bucket, the same in every environment. `contents` decides how its data is
 * protected:
 *
 * - `cache`: can be regenerated. No versions, no soft delete, deleted by age.
 * - `records`: cannot be regenerated. Versioned, soft-deleted, read and written by services only.
 * - `site`: published through the load balancer's CDN only.
 * - `logs`: written by Google, read by people, deleted by age.
 */
export const bucketEntry = z.discriminatedUnion("contents", [
  z.strictObject({
    contents: z.literal("cache"),
    /** Age at which an object is deleted; days. */
    expireAfterDays: wholeNumber.min(1),
  }),
  z.strictObject({
    contents: z.literal("records"),
    /** Field of the environment's `retentionDays` that sets the age at which objects are deleted. @default - objects are kept */
    expireWith: z.enum(["history", "uploads"]).optional(),
    /** Browsers upload to signed URLs, so the bucket's CORS policy admits pages of the environment's domain and its aliases. */
    browserUploads: z.boolean().default(false),
    /** Cloud CDN delivers objects to any holder of a signed URL. @default - only services read them */
    signedDelivery: z
      .strictObject({
        /** Paths of the environment's domain that the CDN answers from this bucket. */
        paths: z.array(routePath).min(1),
        cacheMode,
      })
      .optional(),
    /** Required where an environment is protected. */
    recovery: recoveryObjective.optional(),
  }),
  z.strictObject({
    contents: z.literal("site"),
    /** Paths of the environment's domain that the CDN answers from this bucket. */
    paths: z.array(routePath).min(1),
    cacheMode,
  }),
  z.strictObject({ contents: z.literal("logs") }),
]);
export type BucketEntry = z.output<typeof bucketEntry>;

/**
 * Whether a service issues signed URLs for browser uploads. Cloud Run gives a
 * service no private key, so it signs through the IAM Credentials API, as its own
 * service account.
 */
export function signsUploadUrls(
  environment: Pick<Environment, "buckets">,
  service: Pick<Service, "appends" | "writes">,
): boolean {
  return [...service.appends, ...service.writes].some((bucket) => {
    const entry = environment.buckets[bucket];
    return entry?.contents === "records" && entry.browserUploads;
  });
}
