import type { App, TerraformStack } from "cdktf";
import { grantedAgents } from "../constructs/iam/granted-agents";
import { firstApis, requiredApis, resourcesIn } from "../constructs/service-usage/required-apis";
import type { Environment } from "../contract/environment";
import { enforceRegistered } from "../policies/unregistered";
import { BootstrapStack } from "./bootstrap-stack";
import { DataStack } from "./data-stack";
import { destroyLast } from "./destroy-order";
import { FoundationStack } from "./foundation-stack";
import { lowerGuards } from "./lower-guards";
import { OperationsStack } from "./operations-stack";
import { RuntimeStack } from "./runtime-stack";

/** An environment's stacks in deployment order. */
export interface BuiltEnvironment {
  readonly environment: Environment;
  readonly stacks: readonly TerraformStack[];
}

/**
 * Creates one environment's stacks and sets their deployment order.
 *
 * Layers share only names (docs/adr/0002), so `addDependency` sets nothing but the
 * order. No layer depends on bootstrap: CDKTF would then include it in every deploy,
 * and only a person applies it.
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
  for (const stack of stacks) {
    destroyLast(stack);
    lowerGuards(stack, environment);
  }
  return { environment, stacks };
}
