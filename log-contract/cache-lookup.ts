import { z } from "zod";
import type { LogLine } from "./log-line";

/** A service has looked up a cache entry. Cloud Storage does not report hits and misses, so the service does. */
export const cacheLookup = {
  message: "Cache lookup",
  when: "A service has looked for an object in a cache bucket, before it makes what was not there.",
  schema: z.looseObject({
    message: z.literal("Cache lookup"),
    cache: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe(
        "Key of the bucket in environments/catalog.ts, such as `audio-cache`; the bucket's name after the project",
      ),
    result: z.enum(["hit", "miss"]).describe("Whether the object was there"),
  }),
  example: { message: "Cache lookup", cache: "audio-cache", result: "hit" },
  metrics: {
    cacheLookups: {
      name: "cache_lookups",
      description: "Lookups in a cache, by whether the object was there",
      unit: "1",
      labels: { cache: "cache", result: "result" },
      counts: "lines",
    },
  },
} as const satisfies LogLine;
