import { isDestroyedLast, typesWith } from "../../../policies/registry";
import { isObject, type JsonObject } from "../../golden/json";
import type { Stacks } from "../../deploy-order/order";
import { replace, takeOut } from "./cuts";
import { dependenciesOf, resourcesOf, textOf } from "./graph";
import { locatedIn } from "./located";
import type { Mutation } from "./mutation";

/**
 * `create_before_destroy` taken away: a resource that gets another name is destroyed
 * first, while another one still refers to it, which Google refuses. One for each type
 * that the registry says is destroyed last, and whose name a stack chooses.
 */
export function removedOrder(environment: { readonly name: string }, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  const seen = new Set<string>();
  return all.flatMap((one): Mutation[] => {
    const user = all.find(({ layer, ...other }) => layer === one.layer && dependenciesOf(other).includes(one.address));
    if (!isDestroyedLast(one.type) || seen.has(one.type) || user === undefined || textOf(one, "name") === "") return [];
    seen.add(one.type);
    return [
      {
        kind: "order of destruction removed",
        what: `${one.address} gets another name, and nothing says that its successor comes first`,
        layer: one.layer,
        besides: [user.address],
        change: withoutOrder,
        then: (stack) => {
          const { attributes } = resourcesOf(stack).find(({ address }) => address === one.address)!;
          replace(stack, one.address, { ...attributes, name: `${textOf(one, "name")}-2` });
        },
        address: one.address,
        says: /already being used by/,
      },
    ];
  });
}

function withoutOrder(stack: JsonObject): void {
  for (const { address, attributes } of resourcesOf(stack))
    if (isObject(attributes["lifecycle"])) replace(stack, address, { ...attributes, lifecycle: {} });
}

/** A guarded resource that is taken out at once. One for each type whose guard the registry demands where protected. */
export function guardedRemovals(environment: { readonly name: string }, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  const guarded = typesWith("guards").filter(([, guards]) => guards.some((guard) => guard.protected !== undefined));
  return guarded.flatMap(([type]): Mutation[] => {
    const one = all.find((resource) => resource.type === type);
    if (one === undefined) return [];
    return [
      {
        kind: "guarded resource removed",
        what: `${one.address} is taken out, and its guard with it`,
        layer: one.layer,
        then: (stack) => {
          takeOut(stack, one.address);
        },
        address: one.address,
        says: /deletion[_ ]?protection|delete protection/i,
      },
    ];
  });
}
