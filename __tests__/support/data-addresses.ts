import { pinnedTypes } from "../../policies/registry";
import type { Attributes } from "./synth";

/** Addresses of a stack's resources that hold data, sorted. */
export function dataAddresses(stack: Attributes): string[] {
  return pinnedTypes
    .flatMap((type) => Object.keys((stack.resource?.[type] ?? {}) as object).map((name) => `${type}.${name}`))
    .sort();
}

/**
 * Faults between the pinned addresses in a stack's state and its current addresses. The
 * next deploy would destroy a resource whose address is missing, unless a `moved` block
 * gives its new address.
 */
export function addressFaults(stack: string, pinned: readonly string[], json: Attributes): string[] {
  const now = dataAddresses(json);
  const moves = ((json.moved ?? []) as { from: string; to: string }[]).filter(({ to }) => now.includes(to));
  const added = now.filter((address) => !pinned.includes(address) && !moves.some(({ to }) => to === address));
  const lost = pinned.filter((address) => !now.includes(address) && !moves.some(({ from }) => from === address));
  return [
    ...lost.map((address) => {
      const candidates = added.filter((other) => other.split(".")[0] === address.split(".")[0]);
      return (
        `${stack}: ${address} holds data and has no place any more, so the next deploy would destroy it. ` +
        `If it was renamed${candidates.length === 1 ? ` to ${candidates[0]!}` : ""}, say so where it is made: resource.moveFromId("${address}"); ` +
        `if it is meant to go, remove its line from __tests__/stacks/data-addresses.json`
      );
    }),
    ...added.map(
      (address) => `${stack}: ${address} holds data and is new; add its line to __tests__/stacks/data-addresses.json`,
    ),
  ];
}
