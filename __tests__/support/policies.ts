import { tmpdir } from "node:os";
import type { TerraformStack } from "cdktf";
import type { Environment } from "../../contract/environment";
import { enforcePolicies } from "../../policies/enforce";
import { PolicyError } from "../../policies/policy-error";
import { newApp } from "../../stacks/build-app";
import { buildEnvironment } from "../../stacks/build-environment";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { frozen } from "./frozen";
import type { Attributes } from "./synth";

/** Map from layer to its stack's JSON, which a test may change. */
export type Layers = Record<"bootstrap" | "foundation" | "data" | "runtime" | "operations", Attributes>;

/** A stack, with what the policies read of it. */
interface Stack {
  readonly id: string;
  readonly construct: TerraformStack;
  readonly json: Attributes;
}

const built = new WeakMap<Environment, ReadonlyMap<string, Stack>>();

/** An environment's stacks, frozen: built once for all files of a worker. */
function stacksOf(environment: Environment): ReadonlyMap<string, Stack> {
  const known = built.get(environment);
  if (known !== undefined) return known;
  const stacks = withoutStackTraces(() => buildEnvironment(newApp({ outdir: tmpdir() }), environment).stacks);
  const ofLayers = new Map(
    stacks.map((stack) => [
      stack.node.id.replace(new RegExp(`^${environment.name}-|-${environment.name}$`), ""),
      resolvedWhenRead(stack),
    ]),
  );
  built.set(environment, ofLayers);
  return ofLayers;
}

/** Most tests read one layer, and resolving a stack takes most of the time. */
function resolvedWhenRead(stack: TerraformStack): Stack {
  let json: Attributes | undefined;
  return {
    id: stack.node.id,
    construct: stack,
    get json() {
      // Not prepared for references to other stacks, of which there are none: that resolves everything twice.
      json ??= withoutStackTraces(() => frozen(JSON.parse(JSON.stringify(stack.toTerraform())) as Attributes));
      return json;
    },
  };
}

/** A layer's stack; its JSON is frozen, since all tests share it. */
export const stackOfLayer = (environment: Environment, layer: string): Stack => stacksOf(environment).get(layer)!;

/** Fresh copies at every call. A layer is copied when it is first read, since most changes are of one. */
export const layersOf = (environment: Environment): Layers => copies(environment, new Map());

function copies(environment: Environment, taken: Map<string, Attributes>): Layers {
  const layers = {};
  for (const [layer, stack] of stacksOf(environment))
    Object.defineProperty(layers, layer, {
      enumerable: true,
      get: () => {
        const copy = taken.get(layer) ?? structuredClone(stack.json);
        taken.set(layer, copy);
        return copy;
      },
      set: (json: Attributes) => {
        taken.set(layer, json);
      },
    });
  return layers as Layers;
}

/** The resources of a type, with the layer and the name of each. */
export const placesOf = (
  environment: Environment,
  type: string,
): { layer: keyof Layers; name: string; attributes: Attributes }[] =>
  [...stacksOf(environment)].flatMap(([layer, { json }]) =>
    Object.entries((json.resource?.[type] ?? {}) as Record<string, Attributes>).map(([name, attributes]) => ({
      layer: layer as keyof Layers,
      name,
      attributes,
    })),
  );

/** Policy violations of a changed environment. */
export function violations(environment: Environment, change: (layers: Layers) => void): readonly string[] {
  const taken = new Map<string, Attributes>();
  change(copies(environment, taken));
  // What no test has changed is the same object each time, and the policies read it once.
  const stacks = [...stacksOf(environment)].map(([layer, stack]) => {
    const json = taken.get(layer);
    return json === undefined ? stack : { id: stack.id, json };
  });
  try {
    enforcePolicies([{ environment, stacks }]);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.violations;
  }
}
