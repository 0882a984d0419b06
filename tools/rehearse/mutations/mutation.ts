import type { JsonObject } from "../../golden/json";
import type { Layer } from "../../../contract/names";
import type { Hold } from "../google/holds";
import type { World } from "../google/world";

/**
 * One mistake in stacks that are right. A rehearsal that does not notice it proves
 * nothing about such mistakes.
 */
export interface Mutation {
  /** Such as `dependency removed`. */
  readonly kind: string;
  readonly what: string;
  /** The layer that is deployed with the mistake. */
  readonly layer: Layer;
  /** The first layer that is not there; those before it are deployed without a mistake. @default `layer` */
  readonly missing?: Layer;
  /** The mistake in this layer's stack. */
  readonly change?: (stack: JsonObject) => void;
  /** The mistake in a second deploy, after a first one that must succeed. */
  readonly then?: (stack: JsonObject) => void;
  /** Resources that are deployed too, besides the one that must be refused and what it needs. */
  readonly besides?: readonly string[];
  /** The mistake before this layer: takes out what an earlier layer or a person makes. */
  readonly omits?: (world: World) => void;
  /** Lets the call that makes something wait for the one that needs it. */
  readonly hold?: Hold;
  /** Address of the resource that must be refused. */
  readonly address: string;
  /** What the refusal says, so that it is not taken for that of another mistake. */
  readonly says: RegExp;
}
