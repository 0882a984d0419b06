import type { Layers } from "./policies";
import type { Attributes } from "./synth";

/** Policy id, description, the mutation of prod or of `where`, and the exact violations that it must cause. */
export type Mutation = [id: string, name: string, mutate: (layers: Layers) => unknown, said: RegExp[], where?: "dev"];

/** The first resource of a type whose name starts so. */
export const pick = (layer: Attributes, type: string, start = ""): Attributes =>
  Object.entries(layer.resource[type] as Record<string, Attributes>).find(([name]) => name.startsWith(start))![1];

export const add = (layer: Attributes, type: string, attributes: Attributes): void => {
  layer.resource[type] = { ...layer.resource[type], Added: attributes };
};

/** Removes the first resource of a type whose name starts so. */
export function remove(layer: Attributes, type: string, start: string): void {
  const named = layer.resource[type] as Attributes;
  const found = Object.keys(named).find((name) => name.startsWith(start));
  if (found === undefined) throw new Error(`no ${type} '${start}'`);
  layer.resource[type] = Object.fromEntries(Object.entries(named).filter(([name]) => name !== found));
}
