import { duplicates } from "../../contract/rules/helpers";
import { unmet } from "../../contract/unmet";
import { z } from "zod";
import { slug } from "../../contract/fields";

/**
 * How Cloud CDN caches responses. Google, "Caching overview" (Cloud CDN):
 *
 * - `CACHE_ALL_STATIC`: static content types, for as long as their headers allow.
 * - `FORCE_CACHE_ALL`: every response, whatever its headers; for objects that never change under their name.
 * - `USE_ORIGIN_HEADERS`: only responses whose headers allow caching.
 */
export const cacheMode = z.enum(["CACHE_ALL_STATIC", "FORCE_CACHE_ALL", "USE_ORIGIN_HEADERS"]);
export type CacheMode = z.infer<typeof cacheMode>;

/** Names of the CDN backends' signing keys: no duplicates, and at most three. Google, "Use signed URLs" (Cloud CDN). */
export const signedUrlKeys = z.array(slug).superRefine((keys, context) => {
  const messages = [
    ...duplicates(keys).map((name) => `names '${name}' twice; remove one`),
    ...unmet([[keys.length <= 3, `names ${keys.length} keys, but Cloud CDN takes 3; remove ${keys.length - 3}`]]),
  ];
  for (const message of messages) context.addIssue({ code: "custom", message });
});
