import { registry } from "../../../policies/registry";
import { stackId, type Layer } from "../../../contract/names";
import type { JsonObject } from "../../golden/json";
import type { Stacks } from "../../deploy-order/order";
import { isThere } from "./apis";
import { cut, takeOut } from "./cuts";
import { dependenciesOf, Graph, resourcesOf, textOf, type Resource } from "./graph";
import { makes, mentions } from "./identity";
import { excusedPairs, type Excuse } from "./excuses";
import type { Mutation } from "./mutation";

/**
 * A resource that no longer waits for another one: for an API, or for what it names.
 * One mutation for each pair of types in a layer, since resources of one type are made
 * alike. A dependency that another one implies makes no difference and is left out.
 */
export function removedDependencies(environment: { readonly name: string }, stacks: Stacks, layer: Layer): Mutation[] {
  const stack = stacks.get(stackId(environment, layer))!;
  const graph = new Graph(stack);
  const all = new Map(resourcesOf(stack).map((one) => [one.address, one]));
  const found = new Map<string, Mutation>();
  for (const from of all.values())
    for (const to of dependenciesOf(from).map((address) => all.get(address)!)) {
      const pair = `${from.type} ${to.type === "google_project_service" ? textOf(to, "service") : to.type}`;
      if (found.has(pair) || graph.waitsAnyway(from.address, to.address)) continue;
      const mutation = removed(from, to, layer, stack, excusedPairs[pair]);
      if (mutation !== undefined) found.set(pair, mutation);
    }
  return [...found.values()];
}

function removed(
  from: Resource,
  to: Resource,
  layer: Layer,
  stack: JsonObject,
  excuse: Excuse | undefined,
): Mutation | undefined {
  if (!cut(structuredClone(stack), from.address, to.address)) return undefined;
  const isApi = to.type === "google_project_service";
  const api = textOf(to, "service").replace(".googleapis.com", "");
  if (isApi && (registry[from.type]!.api !== api || isThere(api))) return undefined;
  return {
    kind: isApi ? "dependency on an API removed" : "dependency removed",
    what: `${from.address} does not wait for ${to.address}`,
    layer,
    ...(excuse === undefined
      ? {
          change: (changed) => {
            cut(changed, from.address, to.address);
          },
          hold: { late: makes(to, stack), after: mentions(from, stack) },
        }
      : {
          // If it is accepted before the other one is there, then also without it.
          change: (changed) => {
            takeOut(changed, to.address);
          },
          excuse,
        }),
    address: from.address,
    says: isApi ? /has not been used/ : /not found|denied|does not exist|not one of/i,
  };
}
