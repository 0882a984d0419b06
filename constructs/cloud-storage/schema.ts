import { z } from "zod";
import type { Environment, Service } from "../../contract/environment";
import { routePath, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";
import { cacheMode } from "../load-balancing/schema";

/**
 * A bucket, the same in every environment. What it contains decides everything
 * that protects it:
 *
 * - `cache`: can be made again. No versions, no soft delete, deleted by age.
 * - `records`: cannot be made again. Versioned, soft-deleted, read and written by services only.
 * - `site`: published through the load balancer's CDN and readable there only.
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
    /** Deletes objects at this age of the environment's retention. @default - kept for good */
    expireWith: z.enum(["history", "uploads"]).optional(),
    /** Browsers send objects to signed URLs, so the bucket answers cross-origin requests from pages of the environment's domain. */
    browserUploads: z.boolean().default(false),
    /** Delivers objects through Cloud CDN to whoever has a signed URL. @default - services alone read them */
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
 * Whether a service hands out signed URLs to which browsers upload. On Cloud Run
 * there is no key to sign with, so it signs through the IAM Credentials API, as itself.
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
