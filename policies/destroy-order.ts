import { blocksAt, onEach, type Policy } from "./policy";
import { isDestroyedLast } from "./registry";

/**
 * Terraform destroys what is gone before it updates what referred to it, unless the
 * state says `create_before_destroy`. Google refuses such a deletion, at every apply,
 * since the update waits for it.
 */
export const destroyOrderPolicy: Policy = onEach("destroyed-last", isDestroyedLast, ({ attributes }) =>
  blocksAt(attributes, "lifecycle")[0]?.create_before_destroy === true
    ? undefined
    : "would be destroyed while others still refer to it, which Google refuses; set lifecycle.create_before_destroy",
);
