import { isDestroyedLast, typesWith } from "../../../policies/registry";
import { isNone } from "../../../policies/resource-type";
import { isObject, type JsonObject } from "../../golden/json";
import type { Stacks } from "../../deploy-order/order";
import { replace, takeOut } from "./cuts";
import { excusedOrders } from "./excuses";
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
    // A grant on it is replaced with it, and so refers to it no more.
    const users = all
      .filter(({ layer, ...other }) => layer === one.layer && dependenciesOf(other).includes(one.address))
      .filter(({ type }) => !type.includes("_iam_"));
    if (!isDestroyedLast(one.type) || seen.has(one.type) || users.length === 0 || textOf(one, "name") === "") return [];
    seen.add(one.type);
    const excuse = excusedOrders[one.type];
    return [
      {
        kind: "order of destruction removed",
        what: `${one.address} gets another name, and nothing says that its successor comes first`,
        layer: one.layer,
        besides: users.map(({ address }) => address),
        change: withoutOrder,
        then: (stack) => {
          const { attributes } = resourcesOf(stack).find(({ address }) => address === one.address)!;
          replace(stack, one.address, { ...attributes, name: `${textOf(one, "name")}-2` });
        },
        address: one.address,
        says: /already being used by/,
        ...(excuse && { excuse }),
      },
    ];
  });
}

function withoutOrder(stack: JsonObject): void {
  for (const { address, attributes } of resourcesOf(stack))
    if (isObject(attributes["lifecycle"])) replace(stack, address, { ...attributes, lifecycle: {} });
}

/**
 * A guarded resource that is taken out at once. One for each type whose guard the
 * registry demands where protected; what else keeps the resource is lowered.
 */
export function guardedRemovals(environment: { readonly name: string }, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  const guarded = typesWith("guards").filter(([, guards]) => guards.some((guard) => guard.protected !== undefined));
  return guarded.flatMap(([type, guards]): Mutation[] => {
    const one = all.find((resource) => resource.type === type);
    if (one === undefined) return [];
    const others = guards.flatMap(({ argument, lowered, protected: demanded }): [string, boolean | string][] =>
      demanded !== undefined || isNone(lowered) ? [] : [[argument, lowered]],
    );
    return [
      {
        kind: "guarded resource removed",
        what: `${one.address} is taken out, and its guard with it`,
        layer: one.layer,
        change: (stack) => {
          const { attributes } = resourcesOf(stack).find(({ address }) => address === one.address)!;
          replace(stack, one.address, { ...attributes, ...Object.fromEntries(others) });
        },
        then: (stack) => {
          takeOut(stack, one.address);
        },
        address: one.address,
        says: /deletion[_ ]?protection|delete protection/i,
      },
    ];
  });
}
