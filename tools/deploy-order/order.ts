import { layers, stackId, type Layer } from "../../contract/names";
import { isObject, type JsonObject } from "../golden/json";

/** What a change does to one layer, as addresses of resources. */
export interface LayerChange {
  readonly layer: Layer;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Whether anything differs, an attribute of a resource that stays included. */
  readonly differs: boolean;
}

/** One deploy of some layers, in their order. */
export interface Pass {
  readonly what: "everything" | "additions" | "removals";
  readonly layers: readonly Layer[];
}

/** Synthesized stacks by their ids. */
export type Stacks = ReadonlyMap<string, JsonObject>;

/**
 * What changes in each layer of an environment from one synth to another. An API that
 * another layer enables from now on is neither added nor removed: no deploy disables
 * one, so it stays enabled all the time.
 */
export function changesOf(environment: string, before: Stacks, after: Stacks): LayerChange[] {
  const idOf = (layer: Layer): string => stackId({ name: environment }, layer);
  const addresses = (stacks: Stacks, layer: Layer): Set<string> => addressesOf(stacks.get(idOf(layer)) ?? {});
  const isEnabled = (stacks: Stacks, address: string): boolean =>
    address.startsWith("google_project_service.") && layers.some((layer) => addresses(stacks, layer).has(address));
  return layers.map((layer) => {
    const [old, now] = [addresses(before, layer), addresses(after, layer)];
    return {
      layer,
      added: [...now].filter((address) => !old.has(address) && !isEnabled(before, address)),
      removed: [...old].filter((address) => !now.has(address) && !isEnabled(after, address)),
      differs: JSON.stringify(before.get(idOf(layer))) !== JSON.stringify(after.get(idOf(layer))),
    };
  });
}

/**
 * The deploys that a change needs. What is added must exist before a later layer uses
 * it, and what is removed must have no user left in a later layer. So additions go from
 * the first layer to the last and removals from the last to the first; a change that
 * needs both is deployed in two passes, of which each is a commit of its own.
 */
export function passesOf(changes: readonly LayerChange[]): Pass[] {
  const changed = changes.filter(({ differs }) => differs);
  const inOrder = changed.map(({ layer }) => layer);
  const backwards = [...inOrder].reverse();
  // What only the last layer gains or loses, no layer after it uses.
  const earlier = changed.slice(0, -1);
  const adds = earlier.some(({ added }) => added.length > 0);
  const removes = earlier.some(({ removed }) => removed.length > 0);
  if (changed.length === 0) return [];
  if (!removes) return [{ what: "everything", layers: inOrder }];
  if (!adds) return [{ what: "everything", layers: backwards }];
  return [
    { what: "additions", layers: inOrder },
    { what: "removals", layers: backwards },
  ];
}

/** Addresses of a stack's resources; one with a `moved` block counts under its new address on both sides. */
function addressesOf({ resource, moved }: JsonObject): Set<string> {
  const types = isObject(resource) ? resource : {};
  const own = Object.entries(types).flatMap(([type, named]) =>
    isObject(named) ? Object.keys(named).map((name) => `${type}.${name}`) : [],
  );
  const from = (Array.isArray(moved) ? moved : []).flatMap((one) =>
    isObject(one) && typeof one["from"] === "string" ? [one["from"]] : [],
  );
  return new Set([...own, ...from]);
}
