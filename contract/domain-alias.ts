import { z } from "zod";

/** Name of a Cloud DNS zone. */
export const dnsZone = z
  .string()
  .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, "must be the zone's name, such as 'app-example-com', not its domain");

/** Where the records of an alias are. One of both must be said: a zone that is forgotten would lose its records. */
export const domainAlias = z.union(
  [z.strictObject({ dnsZone: dnsZone }), z.strictObject({ records: z.literal("by-hand") })],
  {
    error:
      'must be { dnsZone: "..." } with the name of a Cloud DNS zone, or { records: "by-hand" } where its DNS is run elsewhere',
  },
);
