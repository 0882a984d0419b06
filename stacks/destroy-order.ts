import type { TerraformStack } from "cdktf";
import { resourcesIn } from "../constructs/service-usage/required-apis";
import { isDestroyedLast } from "../policies/registry";

/**
 * Makes Terraform destroy resources that Google keeps while they are in use only after
 * it has updated what referred to them. The registry says which types these are. Call
 * it when the stack is complete.
 */
export function destroyLast(stack: TerraformStack): void {
  for (const resource of resourcesIn(stack))
    if (isDestroyedLast(resource.terraformResourceType))
      resource.lifecycle = { ...resource.lifecycle, createBeforeDestroy: true };
}
