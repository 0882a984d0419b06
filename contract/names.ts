import { createHash } from "node:crypto";
import type { Environment } from "./environment";

/**
 * What names are made from. Every name that two layers share is a pure function
 * of the environment, in `names.ts` of its product: the layer that makes a thing
 * and the layers that use it compute the same string, so that any layer plans
 * alone, offline and with real names. Here is what belongs to no product.
 */
export type Named = Pick<Environment, "name" | "project" | "namePrefix">;

export type Layer = "bootstrap" | "foundation" | "data" | "runtime" | "operations";

/**
 * Permanent: it is also the prefix of the stack's state. Bootstrap stands the
 * other way round, so that `dev-*` names the layers that the pipeline deploys and
 * not the stack that decides what the pipeline may do.
 */
export const stackId = (environment: Pick<Environment, "name">, layer: Layer): string =>
  layer === "bootstrap" ? `bootstrap-${environment.name}` : `${environment.name}-${layer}`;

/** Construct id of a key: `audio-cache` becomes `AudioCache`. Distinct keys give distinct ids. */
export const constructId = (key: string): string =>
  key
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** Keeps names apart that are cut, or that stand for more than a name can hold. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
