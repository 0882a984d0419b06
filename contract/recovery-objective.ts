import { z } from "zod";
import { wholeNumber } from "./fields";

/**
 * What may be lost of a store, and how long it may be gone, when a zone is lost
 * or somebody deletes or overwrites what they should not.
 */
export const recoveryObjective = z.strictObject({
  /** Recovery point objective: the newest writes that may be lost. */
  rpoMinutes: wholeNumber.min(0),
  /** Recovery time objective: from the decision to recover until the store serves again. */
  rtoMinutes: wholeNumber.min(1),
});
export type RecoveryObjective = z.output<typeof recoveryObjective>;
