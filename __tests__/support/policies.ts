import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import { stackId, type Layer } from "../../contract/names";
import { enforcePolicies } from "../../policies/enforce";
import { PolicyError } from "../../policies/policy-error";
import { newApp } from "../../stacks/build-app";
import { buildEnvironment } from "../../stacks/build-environment";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import type { Attributes } from "./synth";

/** Map from layer to its stack's JSON, which a test may change. */
export type Layers = Record<"bootstrap" | "foundation" | "data" | "runtime" | "operations", Attributes>;

const cache = new Map<Environment, string>();

/** Returns fresh copies at every call; each environment is built once. */
export function layersOf(environment: Environment): Layers {
  const cached = cache.get(environment);
  if (cached !== undefined) return JSON.parse(cached) as Layers;
  const layers = withoutStackTraces(() => {
    const app = newApp({ outdir: mkdtempSync(join(tmpdir(), "parley-test-")) });
    return Object.fromEntries(
      buildEnvironment(app, environment).stacks.map((stack) => {
        stack.prepareStack();
        return [
          stack.node.id.replace(new RegExp(`^${environment.name}-|-${environment.name}$`), ""),
          stack.toTerraform() as Attributes,
        ];
      }),
    );
  });
  cache.set(environment, JSON.stringify(layers));
  return layersOf(environment);
}

/** Policy violations of a changed environment. */
export function violations(environment: Environment, change: (layers: Layers) => void): readonly string[] {
  const layers = layersOf(environment);
  change(layers);
  try {
    enforcePolicies([
      {
        environment,
        stacks: Object.entries(layers).map(([layer, json]) => ({ id: stackId(environment, layer as Layer), json })),
      },
    ]);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.violations;
  }
}
