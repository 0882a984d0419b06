import type { JsonObject } from "../../golden/json";
import type { Layer } from "../../../contract/names";
import type { Hold } from "../google/holds";
import type { World } from "../google/world";
import type { Excuse } from "./excuses";

/** Every kind of mistake, in the order of the table that the command prints. */
export const mutationKinds = [
  "dependency removed",
  "dependency on an API removed",
  "API taken out",
  "grant on a key removed",
  "grant removed",
  "name of nothing",
  "agent missing",
  "value missing",
  "layers in another order",
  "order of destruction removed",
  "guarded resource removed",
] as const;

export type MutationKind = (typeof mutationKinds)[number];

/**
 * One mistake in stacks that are right. A rehearsal that does not notice it proves
 * nothing about such mistakes.
 */
export interface Mutation {
  readonly kind: MutationKind;
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
  /** Why it is not refused. @default - it must be */
  readonly excuse?: Excuse;
}
