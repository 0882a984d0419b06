import { z } from "zod";
import { slug } from "../../contract/fields";

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
export const signedUrlKeys = z.array(slug).superRefine((keys, context) => {
  const twice = [...new Set(keys.filter((name, index) => keys.indexOf(name) !== index))];
  const messages = twice.map((name) => `names '${name}' twice; remove one`);
  if (keys.length > 3) messages.push(`names ${keys.length} keys, but Cloud CDN takes 3; remove ${keys.length - 3}`);
  for (const message of messages) context.addIssue({ code: "custom", message });
});
