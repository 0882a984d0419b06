import { registry } from "../../../policies/registry";
import type { JsonObject } from "../../golden/json";
import type { Stacks } from "../../deploy-order/order";
import { replace } from "./cuts";
import { excusedNames } from "./excuses";
import { resourcesOf } from "./graph";
import { locatedIn } from "./located";
import type { Mutation } from "./mutation";

/** A name of an earlier layer's resource that nothing has. One mutation for each link of the registry. */
export function wrongNames(environment: { readonly name: string }, stacks: Stacks): Mutation[] {
  const seen = new Set<string>();
  return locatedIn(environment, stacks).flatMap((one) =>
    (registry[one.type]?.links ?? []).flatMap(({ names, to }): Mutation[] => {
      const name = names(one.attributes).find((value) => typeof value === "string" && !value.includes("${"));
      const pair = `${one.type} ${to}`;
      if (typeof name !== "string" || seen.has(pair)) return [];
      seen.add(pair);
      const wrong = `${name}-gone`;
      const excuse = excusedNames[pair];
      return [
        {
          kind: "name of nothing",
          what: `${one.address} names ${wrong}, a ${to} that is not there`,
          layer: one.layer,
          change: renamed(one.address, name, wrong),
          address: one.address,
          // The provider looks for the network's connection before it makes a database.
          says: new RegExp(`${wrong.replaceAll(".", "\\.")}|at least 1 private services connection`),
          ...(excuse && { excuse }),
        },
      ];
    }),
  );
}

const renamed =
  (address: string, name: string, wrong: string) =>
  (stack: JsonObject): void => {
    const { attributes } = resourcesOf(stack).find((one) => one.address === address)!;
    const whole = new RegExp(`(?<=["/])${name.replaceAll(/[.()]/g, "\\$&")}(?=["/@])`, "g");
    replace(stack, address, JSON.parse(JSON.stringify(attributes).replaceAll(whole, wrong)) as JsonObject);
  };
