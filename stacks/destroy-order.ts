import type { TerraformResource, TerraformStack } from "cdktf";
import { Service } from "../constructs/cloud-run/service";
import { resourcesIn } from "../constructs/service-usage/required-apis";
import { isDestroyedLast } from "../policies/registry";

/**
 * Makes Terraform destroy resources that Google keeps while they are in use only after
 * it has updated what referred to them. The registry says which types these are. Call
 * it when the stack is complete.
 *
 * Terraform extends the setting to all on which an endpoint group depends: the Cloud
 * Run service with its account and grants. They have it themselves, since a service
 * that becomes external keeps its grants and loses the endpoint group's dependency;
 * the plan would be a cycle.
 */
export function destroyLast(stack: TerraformStack): void {
  const services = stack.node.findAll().filter((node) => node instanceof Service);
  const last: readonly TerraformResource[] = [
    ...resourcesIn(stack).filter(({ terraformResourceType }) => isDestroyedLast(terraformResourceType)),
    ...services.flatMap(resourcesIn),
  ];
  for (const resource of last) resource.lifecycle = { ...resource.lifecycle, createBeforeDestroy: true };
}
