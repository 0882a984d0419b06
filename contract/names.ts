import { createHash } from "node:crypto";
import type { Environment } from "./environment";

/**
 * Helpers for names. Every name that two layers share is a pure function of the
 * environment, in `names.ts` of its product. The layer that creates a resource and
 * the layers that use it compute the same string, so each layer plans alone,
 * offline and with real names. This file holds what belongs to no product.
 */
export type Named = Pick<Environment, "name" | "project" | "namePrefix">;

/** What is deployed together, in the order in which additions are deployed. */
export const layers = ["bootstrap", "foundation", "data", "runtime", "operations"] as const;
export type Layer = (typeof layers)[number];

/**
 * Permanent: the id is also the prefix of the stack's state. Bootstrap has the
 * reverse order, `bootstrap-dev`, so that `dev-*` matches the layers that the
 * pipeline deploys and not the stack that grants the pipeline its rights.
 */
export const stackId = (environment: Pick<Environment, "name">, layer: Layer): string =>
  layer === "bootstrap" ? `bootstrap-${environment.name}` : `${environment.name}-${layer}`;

/** Construct id of a key: `audio-cache` becomes `AudioCache`. Distinct keys yield distinct ids. */
export const constructId = (key: string): string =>
  key
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** Suffix that keeps a truncated or abbreviated name unique. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
