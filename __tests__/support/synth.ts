import { tmpdir } from "node:os";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { newApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";

/** A resource's attributes as Terraform reads them. */
export type Attributes = Record<string, any>;

/** Synthesized JSON of a stack, read by type. */
export interface Synthesized {
  readonly json: Attributes;
  /** Resources of a type, by their Terraform name; empty if there are none. */
  readonly all: (type: string) => Record<string, Attributes>;
  /** The only resource of a type. */
  readonly one: (type: string) => Attributes;
}

/** Synthesizes the constructs of `build` in a temporary stack and parses the JSON that Terraform would read. */
export function synthesize(build: (scope: Construct) => void): Synthesized {
  return read(
    withoutStackTraces(() => {
      const app = newApp({ outdir: tmpdir() });
      const stack = new TerraformStack(app, "test");
      build(stack);
      return JSON.parse(JSON.stringify(stack.toTerraform())) as Attributes;
    }),
  );
}

export function read(json: Attributes): Synthesized {
  const all = (type: string): Record<string, Attributes> => (json.resource?.[type] ?? {}) as Record<string, Attributes>;
  return {
    json,
    all,
    one: (type) => {
      const found = Object.values(all(type));
      if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
      return found[0]!;
    },
  };
}
