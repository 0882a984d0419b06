import { z } from "zod";
import { key, routePath, text, wholeNumber } from "../../contract/fields";
import { recoveryObjective } from "../../contract/recovery-objective";

/**
 * How Cloud CDN caches what it fetches. Google, "Caching overview" (Cloud CDN):
 *
 * - `CACHE_ALL_STATIC`: static content by its type, for as long as it says.
 * - `FORCE_CACHE_ALL`: everything, whatever it says; for objects that never change under their name.
 * - `USE_ORIGIN_HEADERS`: what says that it may be cached, and nothing else.
 */
const cacheMode = z.enum(["CACHE_ALL_STATIC", "FORCE_CACHE_ALL", "USE_ORIGIN_HEADERS"]);
export type CacheMode = z.infer<typeof cacheMode>;

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

/** Names of keys that the CDN's backends have: each once, and no more than Google takes. Google, "Use signed URLs" (Cloud CDN). */
export const signedUrlKeys = z.array(key).superRefine((keys, context) => {
  const twice = [...new Set(keys.filter((name, index) => keys.indexOf(name) !== index))];
  const messages = twice.map((name) => `names '${name}' twice; remove one`);
  if (keys.length > 3) messages.push(`names ${keys.length} keys, but Cloud CDN takes 3; remove ${keys.length - 3}`);
  for (const message of messages) context.addIssue({ code: "custom", message });
});

/** A secret's container; its value is never here, but added from standard input by `npm run secrets`. */
export const secretEntry = z.strictObject({
  /** What the value is and where to get a new one, for whoever rotates it. */
  description: text.min(1).max(256),
});
