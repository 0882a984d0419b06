import type { TerraformResource, TerraformStack } from "cdktf";
import { resourcesIn } from "../constructs/service-usage/required-apis";
import type { Environment } from "../contract/environment";
import { isRetiring, losesObjects } from "../contract/retiring";
import { rowOf } from "../policies/registry";
import { isNone } from "../policies/resource-type";

/**
 * Lowers every guard of what the environment's `retiring` lists, by the registry, and
 * changes nothing else. The state then knows it when the entry is removed. Call it when
 * the stack is complete.
 */
export function lowerGuards(stack: TerraformStack, environment: Environment): void {
  for (const resource of resourcesIn(stack)) {
    const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
    if (isRetiring(environment, stack.node.id, address))
      lower(resource, losesObjects(environment, stack.node.id, address));
  }
}

function lower(resource: TerraformResource, withObjects: boolean): void {
  const row = rowOf(resource.terraformResourceType);
  if (resource.lifecycle?.preventDestroy === true)
    resource.lifecycle = { ...resource.lifecycle, preventDestroy: false };
  if (row.holds === "nothing" || isNone(row.guards)) return;
  for (const { argument, lowered } of row.guards) {
    if (isNone(lowered) || (argument === "force_destroy" && !withObjects)) continue;
    resource.addOverride(argument, lowered);
  }
}
