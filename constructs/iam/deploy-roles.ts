import { registry, rowOf } from "../../policies/registry";

type DeployAccount = "plan" | "apply";

/** Rights of a deploy account: predefined roles, and the permissions of its custom role. */
export interface DeployRights {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/** Every role and permission in the registry, per account: the policies allow bootstrap to grant these. */
export const deployNeeds: Readonly<Record<DeployAccount, ReadonlySet<string>>> = {
  plan: new Set(Object.values(registry).flatMap(({ rights }) => rights.plan)),
  apply: new Set(Object.values(registry).flatMap(({ rights }) => rights.apply)),
};

/** Rights that the two deploy accounts need for resources of these types. */
export function deployRights(resourceTypes: Iterable<string>): Record<DeployAccount, DeployRights> {
  const needs = [...new Set(resourceTypes)].map((type) => rowOf(type).rights);
  const rights = (account: DeployAccount): DeployRights => {
    const all = [...new Set(needs.flatMap((one) => one[account]))].sort();
    return {
      roles: all.filter((one) => one.startsWith("roles/")),
      permissions: all.filter((one) => !one.startsWith("roles/")),
    };
  };
  return { plan: rights("plan"), apply: rights("apply") };
}
