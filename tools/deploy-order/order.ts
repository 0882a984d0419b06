import { isDeepStrictEqual } from "node:util";
import { layers, stackId, type Layer } from "../../contract/names";
import { isObject, type JsonObject } from "../golden/json";
import { isNeeded, thingsOf, type Thing } from "./needs";

/** What a change does to one layer, as addresses of resources. */
export interface LayerChange {
  readonly layer: Layer;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Whether anything differs, an attribute of a resource that stays included. */
  readonly differs: boolean;
  /** Layers that must be deployed before this one, since it needs what they gain, or they use what it loses. */
  readonly after: readonly Layer[];
}

/** One deploy of some layers, in their order. */
export interface Pass {
  readonly what: "everything" | "additions" | "removals";
  readonly layers: readonly Layer[];
}

/** Synthesized stacks by their ids. */
export type Stacks = ReadonlyMap<string, JsonObject>;

/** One layer before and after the change. */
interface Change {
  readonly layer: Layer;
  readonly before: JsonObject;
  readonly now: JsonObject;
  readonly added: readonly Thing[];
  readonly removed: readonly Thing[];
  readonly differs: boolean;
}

/** What changes in each layer of an environment from one synth to another, and what must be deployed first. */
export function changesOf(environment: string, before: Stacks, after: Stacks): LayerChange[] {
  const changes = layers.map((layer): Change => {
    const id = stackId({ name: environment }, layer);
    const [old = {}, now = {}] = [before.get(id), after.get(id)];
    const [had, has] = [thingsOf(old), thingsOf(now)];
    const moves = movesOf(now);
    return {
      layer,
      before: old,
      now,
      // One with a `moved` block counts as the one that it was.
      added: [...has.values()].filter(
        ({ address }) =>
          !had.has(address) &&
          !moves.some(({ from, to }) => to === address && typeof from === "string" && had.has(from)),
      ),
      removed: [...had.values()].filter(
        ({ address }) => !has.has(address) && !moves.some(({ from }) => from === address),
      ),
      // Keys come in another order from a file than from memory.
      differs: !isDeepStrictEqual(old, now),
    };
  });
  return changes.map((change) => ({
    layer: change.layer,
    added: change.added.map(({ address }) => address),
    removed: change.removed.map(({ address }) => address),
    differs: change.differs,
    after: changes
      .filter((other) => other.differs && change.differs && comesFirst(other, change))
      .map(({ layer }) => layer),
  }));
}

/**
 * Whether `first` must be deployed before `then`: as an earlier layer that gains what
 * `then` needs from now on, or as a later layer that needs no more what `then` loses.
 */
function comesFirst(first: Change, then: Change): boolean {
  const isEarlier = layers.indexOf(first.layer) < layers.indexOf(then.layer);
  if (first.layer === then.layer) return false;
  if (isEarlier) return first.added.some((thing) => begins(thing, first.layer, then.before, then.now, then.layer));
  return then.removed.some(
    (thing) => !staysEnabled(thing) && begins(thing, then.layer, first.now, first.before, first.layer),
  );
}

/** Whether a stack needs a thing as it is in `now` and not as it is in `before`; what cannot be told counts. */
function begins(thing: Thing, owner: Layer, before: JsonObject, now: JsonObject, layer: Layer): boolean {
  const needed = isNeeded(thing, owner, now, layer);
  return needed === undefined || (needed && isNeeded(thing, owner, before, layer) !== true);
}

/**
 * The deploys that a change needs. What is added must exist before a later layer uses
 * it, and what is removed must have no user left in a later layer. So additions go from
 * the first layer to the last and removals from the last to the first. A change that
 * needs both of the same two layers is deployed in two passes, of which each is a commit
 * of its own.
 */
export function passesOf(changes: readonly LayerChange[]): Pass[] {
  const changed = changes.filter(({ differs }) => differs);
  const inOrder = changed.map(({ layer }) => layer);
  const backwards = [...inOrder].reverse();
  if (changed.length === 0) return [];
  // What only the last layer gains or loses, no layer after it uses.
  const earlier = changed.slice(0, -1);
  const onlyRemoves =
    earlier.some(({ removed }) => removed.length > 0) && earlier.every(({ added }) => added.length === 0);
  // A person applies bootstrap, so it is first or last.
  const isLast = ({ layer, after }: LayerChange): boolean => layer === "bootstrap" && after.length > 0;
  const last = changed.filter(isLast).map(({ layer }) => layer);
  const preferred = onlyRemoves ? backwards : [...inOrder.filter((layer) => !last.includes(layer)), ...last];
  // Google lets go of what operations watches. To watch what is gone only raises an alert, so this gives way.
  const order = sorted(changed, preferred) ?? sorted(changed.map(withoutOperations), preferred);
  if (order !== undefined) return [{ what: "everything", layers: order }];
  return [
    { what: "additions", layers: inOrder },
    { what: "removals", layers: backwards },
  ];
}

const withoutOperations = (change: LayerChange): LayerChange => ({
  ...change,
  after: change.after.filter((layer) => layer !== "operations"),
});

/** The layers, each after those that must come first, otherwise as preferred; undefined if there is no such order. */
function sorted(changes: readonly LayerChange[], preferred: readonly Layer[]): Layer[] | undefined {
  const order: Layer[] = [];
  const isReady = (layer: Layer): boolean =>
    !order.includes(layer) && changes.find((one) => one.layer === layer)!.after.every((first) => order.includes(first));
  while (order.length < changes.length) {
    const next = preferred.find(isReady);
    if (next === undefined) return undefined;
    order.push(next);
  }
  return order;
}

/** An API stays enabled when it is removed (constructs/service-usage/enabled-apis.ts). */
const staysEnabled = ({ type }: Thing): boolean => type === "google_project_service";

/** The `moved` blocks of a stack. */
const movesOf = ({ moved }: JsonObject): JsonObject[] => (Array.isArray(moved) ? moved : []).filter(isObject);
