import { PolicyError } from "./policy-error";
import { registry } from "./registry";

/** A resource of a stack before synthesis. */
interface Made {
  readonly stack: string;
  readonly type: string;
  /** Path of the construct. */
  readonly path: string;
}

/**
 * Refuses types without a row in the registry, once per type, before any other code
 * needs the row.
 *
 * @throws PolicyError that names the file and the row to write
 */
export function enforceRegistered(resources: readonly Made[]): void {
  const first = new Map<string, Made>();
  for (const one of resources) if (!Object.hasOwn(registry, one.type) && !first.has(one.type)) first.set(one.type, one);
  if (first.size === 0) return;
  throw new PolicyError(
    [...first.values()].map(({ stack, type, path }) => `${stack}: ${path}: registered: ${rowToWrite(type)}`),
  );
}

const rowToWrite = (type: string): string =>
  `${type} has no row in the registry, so nobody knows its API, who may deploy it, how it is encrypted and what keeps it; ` +
  `add to constructs/<product>/registry.ts, and a new file to policies/registry.ts: ` +
  `${type}: { api, rights: { plan, apply }, holds: "data" | "traffic" | "nothing", refersTo: [], deletionInUse: "allowed" | { refused, createBeforeDestroy } }, ` +
  `and for "data" also encryption, preventDestroy, guards, audit, recovery, alerts, cost; policies/resource-type.ts explains each`;
