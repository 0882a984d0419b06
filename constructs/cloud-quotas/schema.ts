import { z } from "zod";
import { text, wholeNumber } from "../../contract/fields";

/**
 * A quota that Google is asked to raise or lower. Its id is discovered, never
 * guessed: `gcloud beta quotas info list --service=<service> --project=<project>`.
 *
 * Gemini 2.0 and later have none to raise: their capacity is shared (Google,
 * "Dynamic shared quota").
 */
export const quotaPreference = z.strictObject({
  /** Such as `run.googleapis.com`. */
  service: z.string().regex(/^[a-z0-9-]+\.googleapis\.com$/, "must be a service like 'run.googleapis.com'"),
  /** Such as `CpuAllocPerProjectRegion`. */
  quotaId: z.string().regex(/^[A-Za-z0-9-]+$/, "must be a quota id as Google lists it"),
  preferredValue: wholeNumber.min(1),
  /** Such as `{ region: "us-central1" }`. @default - none: the quota has no dimensions */
  dimensions: z.record(z.string().regex(/^[a-z_]+$/), text).default({}),
  /** Why; Google reads it. */
  justification: text.min(1),
});
export type QuotaPreference = z.output<typeof quotaPreference>;
