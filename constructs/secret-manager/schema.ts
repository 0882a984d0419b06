import { z } from "zod";
import { text } from "../../contract/fields";

/** A secret without its value, which `npm run secrets` adds from standard input. */
export const secretEntry = z.strictObject({
  /** What the value is and where to get a new one, for the person who rotates it. */
  description: text.min(1).max(256),
});
