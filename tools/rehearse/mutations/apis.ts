import { registry } from "../../../policies/registry";
import type { Stacks } from "../../deploy-order/order";
import { apis } from "../google/apis/all";
import { enabledByHand } from "../rehearsal";
import { takeOut } from "./cuts";
import { textOf } from "./graph";
import { locatedIn } from "./located";
import type { Mutation } from "./mutation";

/** An API that no stack enables: the first resource that calls it is refused. */
export function removedApis(environment: { readonly name: string }, stacks: Stacks): Mutation[] {
  const all = locatedIn(environment, stacks);
  return all
    .filter(({ type }) => type === "google_project_service")
    .flatMap((resource): Mutation[] => {
      const api = textOf(resource, "service").replace(".googleapis.com", "");
      const user = all.find(({ type }) => registry[type]?.api === api);
      if (user === undefined || isThere(api)) return [];
      const mistake: Pick<Mutation, "change" | "omits"> =
        user.layer === resource.layer
          ? {
              change: (stack) => {
                takeOut(stack, resource.address);
              },
            }
          : { omits: (world) => world.enabled.delete(`${api}.googleapis.com`) };
      return [
        {
          kind: "API taken out",
          what: `nothing enables ${api}`,
          layer: user.layer,
          ...mistake,
          address: user.address,
          says: new RegExp(`${api}\\.googleapis\\.com has not been used`),
        },
      ];
    });
}

/** Whether an API answers although no stack enables it: a person does, or every project has it. */
export const isThere = (api: string): boolean =>
  enabledByHand.includes(api) || apis.some(({ service, alwaysEnabled }) => service === api && alwaysEnabled === true);
