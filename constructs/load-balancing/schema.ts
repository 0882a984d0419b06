import { repeated } from "../../contract/rules/helpers";
import { unmet } from "../../contract/unmet";
import { z } from "zod";
import { key } from "../../contract/fields";

/**
 * How Cloud CDN caches what it fetches. Google, "Caching overview" (Cloud CDN):
 *
 * - `CACHE_ALL_STATIC`: static content by its type, for as long as it says.
 * - `FORCE_CACHE_ALL`: everything, whatever it says; for objects that never change under their name.
 * - `USE_ORIGIN_HEADERS`: what says that it may be cached, and nothing else.
 */
export const cacheMode = z.enum(["CACHE_ALL_STATIC", "FORCE_CACHE_ALL", "USE_ORIGIN_HEADERS"]);
export type CacheMode = z.infer<typeof cacheMode>;

/** Names of keys that the CDN's backends have: each once, and no more than Google takes. Google, "Use signed URLs" (Cloud CDN). */
export const signedUrlKeys = z.array(key).superRefine((keys, context) => {
  const messages = [
    ...repeated(keys).map((name) => `names '${name}' twice; remove one`),
    ...unmet([[keys.length <= 3, `names ${keys.length} keys, but Cloud CDN takes 3; remove ${keys.length - 3}`]]),
  ];
  for (const message of messages) context.addIssue({ code: "custom", message });
});
