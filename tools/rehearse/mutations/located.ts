import { layers, stackId, type Layer } from "../../../contract/names";
import type { Stacks } from "../../deploy-order/order";
import { resourcesOf, type Resource } from "./graph";

/** A resource and its layer. */
export interface Located extends Resource {
  readonly layer: Layer;
}

/** Every resource of an environment, from the first layer to the last. */
export const locatedIn = (environment: { readonly name: string }, stacks: Stacks): Located[] =>
  layers.flatMap((layer) => resourcesOf(stacks.get(stackId(environment, layer))!).map((one) => ({ ...one, layer })));
