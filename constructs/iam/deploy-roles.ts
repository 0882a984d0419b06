import { registry, rowOf } from "../../policies/registry";
import type { Rights } from "../../policies/resource-type";

/** What an account holds to deploy: predefined roles, and the permissions of its custom role. */
export interface DeployRights {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/** Every role and permission that the registry can give an account: what the policies let bootstrap grant. */
export const deployNeeds: Readonly<Record<keyof Rights, ReadonlySet<string>>> = {
  plan: new Set(Object.values(registry).flatMap(({ rights }) => rights.plan)),
  apply: new Set(Object.values(registry).flatMap(({ rights }) => rights.apply)),
};

/** What the two accounts need for resources of these types, and nothing for types that no stack has. */
export function deployRights(resourceTypes: Iterable<string>): Record<keyof Rights, DeployRights> {
  const needs = [...new Set(resourceTypes)].map((type) => rowOf(type).rights);
  const rights = (account: keyof Rights): DeployRights => {
    const all = [...new Set(needs.flatMap((one) => one[account]))].sort();
    return {
      roles: all.filter((one) => one.startsWith("roles/")),
      permissions: all.filter((one) => !one.startsWith("roles/")),
    };
  };
  return { plan: rights("plan"), apply: rights("apply") };
}
