import { layers, stackId, type Layer } from "../../contract/names";
import { isObject, type Json, type JsonObject } from "../golden/json";
import type { Stacks } from "./order";

/**
 * A resource that leaves one layer and comes up in another one as the same thing at
 * Google. No order of deploys carries it over: the layer that makes it is refused while
 * it exists, or the layer that gives it up destroys what the other one has taken over.
 */
export interface Crossing {
  readonly from: Layer;
  readonly to: Layer;
  /** Addresses in the two layers. */
  readonly old: string;
  readonly now: string;
}

/** Resources that change their layer from one synth to another. */
export function crossingsOf(environment: string, before: Stacks, after: Stacks): Crossing[] {
  const stacksOf = (layer: Layer): [JsonObject, JsonObject] => {
    const id = stackId({ name: environment }, layer);
    return [before.get(id) ?? {}, after.get(id) ?? {}];
  };
  const gone = layers.flatMap((layer) => lost(...stacksOf(layer)).map((one) => ({ layer, ...one })));
  const come = layers.flatMap((layer) => lost(...reversed(stacksOf(layer))).map((one) => ({ layer, ...one })));
  return gone.flatMap((old) =>
    come
      .filter((now) => now.layer !== old.layer && now.identity === old.identity)
      .map((now) => ({ from: old.layer, to: now.layer, old: old.address, now: now.address })),
  );
}

interface Known {
  readonly address: string;
  readonly identity: string;
}

/** Resources of one stack that another one has not. */
function lost(stack: JsonObject, other: JsonObject): Known[] {
  const kept = new Set(known(other).map(({ address }) => address));
  return known(stack).filter(({ address }) => !kept.has(address));
}

/** Arguments that say which resource it is; of a policy's entry these are all of them. */
const naming = ["name", "location", "instance", "bucket", "subscription", "topic", "secret_id", "role", "member"];

function known(stack: JsonObject): Known[] {
  return Object.entries(isObject(stack["resource"]) ? stack["resource"] : {}).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, attributes]) => {
      if (!isObject(attributes)) return [];
      const values = naming.map((key) => followed(stack, attributes[key] ?? null));
      // Without any of them, such as an API that both layers may enable, it does not matter.
      if (values.every((value) => value === null)) return [];
      return [{ address: `${type}.${name}`, identity: JSON.stringify([type, ...values]) }];
    }),
  );
}

/** A value with references to other resources of its stack replaced by what these say. */
function followed(stack: JsonObject, value: Json): Json {
  if (typeof value !== "string") return value;
  return value.replaceAll(/\$\{(\w+)\.([\w-]+)\.(\w+)\}/g, (whole, type: string, name: string, argument: string) => {
    const target = [type, name, argument].reduce<Json | undefined>(
      (at, key) => (isObject(at) ? at[key] : undefined),
      stack["resource"],
    );
    return typeof target === "string" ? target : whole;
  });
}

const reversed = <T>([first, second]: [T, T]): [T, T] => [second, first];
