import type { App, TerraformStack } from "cdktf";
import { grantedAgents } from "../constructs/iam/granted-agents";
import { firstApis, requiredApis, resourcesIn } from "../constructs/service-usage/required-apis";
import type { Environment } from "../contract/environment";
import { enforceRegistered } from "../policies/unregistered";
import { BootstrapStack } from "./bootstrap-stack";
import { DataStack } from "./data-stack";
import { FoundationStack } from "./foundation-stack";
import { OperationsStack } from "./operations-stack";
import { RuntimeStack } from "./runtime-stack";

/** An environment's stacks in the order in which they are deployed. */
export interface BuiltEnvironment {
  readonly environment: Environment;
  readonly stacks: readonly TerraformStack[];
}

/**
 * One environment's stacks, wired: the only place that knows their order.
 *
 * Layers share names and nothing else (docs/adr/0002), so `addDependency` only
 * says who is deployed first. None depends on bootstrap: CDKTF would want it in
 * every deploy, and only a person applies it.
 */
export function buildEnvironment(app: App, environment: Environment): BuiltEnvironment {
  const bootstrap = new BootstrapStack(app, environment);
  const foundation = new FoundationStack(app, environment);
  const data = new DataStack(app, environment);
  const runtime = new RuntimeStack(app, environment);
  const operations = new OperationsStack(app, environment);
  data.addDependency(foundation);
  runtime.addDependency(data);
  operations.addDependency(runtime);

  const layers = [foundation, data, runtime, operations];
  const stacks = [bootstrap, ...layers];
  enforceRegistered(
    stacks.flatMap((stack) =>
      resourcesIn(stack).map(({ terraformResourceType, node }) => ({
        stack: stack.node.id,
        type: terraformResourceType,
        path: node.path,
      })),
    ),
  );
  const agents = grantedAgents(environment, stacks);
  const first = firstApis(bootstrap, layers, agents);
  foundation.enableApis(requiredApis(environment, layers).filter((api) => !first.includes(api)));
  bootstrap.addDeployIdentities(layers, agents);
  bootstrap.enableApis(first);
  return { environment, stacks };
}
