import { z } from "zod";
import { text, wholeNumber } from "../../contract/fields";

/**
 * A request to Google to raise or lower a quota. Look up its id with
 * `gcloud beta quotas info list --service=<service> --project=<project>`.
 *
 * Gemini 2.0 and later have no quota to raise: their capacity is shared (Google,
 * "Dynamic shared quota").
 */
export const quotaPreference = z.strictObject({
  /** API that the quota limits, such as `run.googleapis.com`. */
  service: z.string().regex(/^[a-z0-9-]+\.googleapis\.com$/, "must be a service like 'run.googleapis.com'"),
  /** Google's id of the quota, such as `CpuAllocPerProjectRegion`. */
  quotaId: z.string().regex(/^[A-Za-z0-9-]+$/, "must be a quota id as Google lists it"),
  preferredValue: wholeNumber.min(1),
  /** Dimensions of the quota, such as `{ region: "us-central1" }`. @default - none */
  dimensions: z.record(z.string().regex(/^[a-z_]+$/), text).default({}),
  /** Reason for the request, which Google reads. */
  justification: text.min(1),
});
export type QuotaPreference = z.output<typeof quotaPreference>;
