import { z } from "zod";
import { routePath, slug } from "../../contract/fields";
import { received } from "./path-rules";

/** Host and paths that the load balancer routes to a service. */
export const route = z.strictObject({
  /** DNS label that is prefixed to the environment's domain. @default - the domain itself */
  host: slug.optional(),
  /** Further labels at which the service answers equally: its next or its former `host` while that changes (docs/how-to/change-a-host.md). @default - none */
  hostAliases: z
    .array(slug)
    .refine((labels) => new Set(labels).size === labels.length, "names a label twice")
    .default([]),
  paths: z.array(routePath.superRefine(received)).min(1),
  /** The service receives every request that matches no other path of the host. Exactly one service of the domain sets this. */
  fallback: z.boolean().default(false),
});
