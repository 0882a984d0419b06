import { App, type AppConfig } from "cdktf";
import type { Environment } from "../contract/environment";
import { enforcePolicies } from "../policies/enforce";
import { buildEnvironment } from "./build-environment";

/**
 * The whole app, checked and not yet written: whoever calls `synth()` on it
 * writes either every stack or none.
 *
 * @throws PolicyError with every violation of every stack
 */
export function buildApp(environments: readonly Environment[], config: Pick<AppConfig, "outdir"> = {}): App {
  const app = newApp(config);
  const built = environments.map((environment) => buildEnvironment(app, environment));
  enforcePolicies(
    built.map(({ environment, stacks }) => ({
      environment,
      stacks: stacks.map((stack) => {
        stack.prepareStack();
        return { id: stack.node.id, json: stack.toTerraform() as unknown };
      }),
    })),
  );
  return app;
}

/**
 * An empty app whose ids hold no environment's name, so that the plans of dev and prod read alike.
 *
 * CDKTF's own validations are off: a moved or imported resource would make each
 * synth run `terraform version`. Every stack asks for a version itself.
 */
export function newApp(config: Pick<AppConfig, "outdir"> = {}): App {
  return new App({
    ...config,
    skipValidation: true,
    context: { excludeStackIdFromLogicalIds: "true", allowSepCharsInLogicalIds: "true" },
  });
}
