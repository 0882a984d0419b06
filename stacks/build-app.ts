import { App, type AppConfig, type TerraformStack } from "cdktf";
import type { Environment } from "../contract/environment";
import { enforcePolicies } from "../policies/enforce";
import { buildEnvironment } from "./build-environment";

/**
 * The whole app, checked but not yet written: `synth()` then writes every stack, and
 * a violation prevents all of them.
 *
 * @throws PolicyError that lists the violations of every stack
 */
export function buildApp(environments: readonly Environment[], config: Pick<AppConfig, "outdir"> = {}): App {
  const app = newApp(config);
  const built = environments.map((environment) => buildEnvironment(app, environment));
  enforcePolicies(
    built.map(({ environment, stacks }) => ({
      environment,
      stacks: stacks.map((stack) => ({ id: stack.node.id, json: resolvedForGood(stack) })),
    })),
  );
  return app;
}

/**
 * Resolves a complete stack, which takes most of a synth's time, so that what is written later is what the policies read.
 *
 * `prepareStack` resolves everything once more, for references to other stacks; a policy refuses these.
 */
function resolvedForGood(stack: TerraformStack): unknown {
  const json: unknown = stack.toTerraform();
  stack.prepareStack = () => {};
  stack.toTerraform = () => json;
  return json;
}

/**
 * An empty app whose ids contain no environment's name, so that plans of dev and prod have the same addresses.
 *
 * CDKTF's own validations are off: with a moved or imported resource each synth would
 * run `terraform version`. Every stack sets `required_version` itself.
 */
export function newApp(config: Pick<AppConfig, "outdir"> = {}): App {
  return new App({
    ...config,
    skipValidation: true,
    context: { excludeStackIdFromLogicalIds: "true", allowSepCharsInLogicalIds: "true" },
  });
}
