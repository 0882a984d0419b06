import { z } from "zod";
import { region, slug } from "./fields";

const list = z
  .array(slug)
  .refine((names) => new Set(names).size === names.length, "names one twice")
  .default([]);

/**
 * What is about to be taken away. For one deploy the guards of what is listed are
 * lowered and nothing else changes; the next deploy removes the entry, and its name
 * here (docs/how-to/remove.md).
 */
export const retiringParts = {
  /** Services, each in every region. */
  services: list,
  /** Serving regions: the services there. */
  regions: z
    .array(region)
    .refine((names) => new Set(names).size === names.length, "names one twice")
    .default([]),
  secrets: list,
  /** Map from bucket to what becomes of its objects: `delete` lets Terraform delete them; with `moved`, a bucket that still holds one is not deleted. */
  buckets: z.record(slug, z.enum(["delete", "moved"])).default({}),
  queues: list,
  /** Logical databases of Cloud SQL. They stay in the instance; Terraform forgets them. */
  databases: list,
  /** Read replicas of Cloud SQL. */
  replicas: list,
  cluster: z.literal(true).optional(),
  /** All four layers, with the objects of every bucket but the audit trail. */
  environment: z.literal(true).optional(),
};

type Line = z.ZodOptional<z.ZodLiteral<true>>;

/** A line for each store that an environment has at most once: the whole store, with all that is in it. */
export const retiringStores = <Field extends string>(stores: Readonly<Record<Field, unknown>>): Record<Field, Line> =>
  Object.fromEntries(Object.keys(stores).map((field) => [field, z.literal(true).optional()])) as Record<Field, Line>;
