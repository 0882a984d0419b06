import { z } from "zod";
import { workloadEntry } from "../constructs/gke/schema";
import { databaseEntry } from "../constructs/cloud-sql/schema";
import { slug } from "./fields";
import { collectionEntry } from "../constructs/firestore/schema";
import { queueEntry } from "../constructs/pubsub/schema";
import { serviceEntry } from "../constructs/cloud-run/schema";
import { bucketEntry } from "../constructs/cloud-storage/schema";
import { secretEntry } from "../constructs/secret-manager/schema";

const collectionId = z.string().regex(/^(?!__)[A-Za-z_][\w-]*$/, "must be a collection id like 'audio_sessions'");

/** Settings that all environments share. */
export const catalogSchema = z.strictObject({
  services: z.record(slug, serviceEntry),
  buckets: z.record(slug, bucketEntry),
  secrets: z.record(slug, secretEntry),
  queues: z.record(slug, queueEntry),
  databases: z.record(slug, databaseEntry),
  /** Map from Firestore collection id to its indexes and expiry. */
  collections: z.record(collectionId, collectionEntry),
  workloads: z.record(slug, workloadEntry),
  /** GitHub repository whose workflows plan and apply. */
  github: z.strictObject({
    repository: z
      .string()
      .regex(/^(?!\.+\/)[\w.-]+\/(?!\.+$)[\w.-]+$/, "must be 'owner/name'")
      .refine((repository) => !/\.git$/i.test(repository), "must be 'owner/name', without the '.git' of its address"),
    /** From `gh api repos/<owner>/<name> --jq .id`. Unlike the name, the id survives a rename, and nobody else can take it over. */
    repositoryId: z.string().regex(/^\d+$/, "must be the repository's id as a string of digits"),
    /** From `gh api repos/<owner>/<name> --jq .owner.id`. The repository's id survives a transfer too; this one does not, so the new owner's workflows get nothing. */
    repositoryOwnerId: z.string().regex(/^\d+$/, "must be the id of the repository's owner as a string of digits"),
  }),
});
export type CatalogSpec = z.input<typeof catalogSchema>;
export type Catalog = z.output<typeof catalogSchema>;
