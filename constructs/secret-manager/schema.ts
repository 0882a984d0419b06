import { z } from "zod";
import { text } from "../../contract/fields";

/** A secret's container; its value is never here, but added from standard input by `npm run secrets`. */
export const secretEntry = z.strictObject({
  /** What the value is and where to get a new one, for whoever rotates it. */
  description: text.min(1).max(256),
});
