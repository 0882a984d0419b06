import { z } from "zod";
import { wholeNumber } from "./fields";

/**
 * How much data a store may lose, and for how long it may be unavailable, after
 * the loss of a zone or an accidental deletion or overwrite.
 */
export const recoveryObjective = z.strictObject({
  /** Recovery point objective: writes of at most this many minutes may be lost. */
  rpoMinutes: wholeNumber.min(0),
  /** Recovery time objective: minutes from the decision to recover until the store serves again. */
  rtoMinutes: wholeNumber.min(1),
});
export type RecoveryObjective = z.output<typeof recoveryObjective>;
