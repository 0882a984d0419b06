import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import type { Environment } from "../../contract/environment";
import { buildApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import type { JsonObject } from "../golden/json";

/** Every stack of the environments as `npm run synth` writes it, by its id, without writing it. */
export function stacksOf(environments: readonly Environment[]): ReadonlyMap<string, JsonObject> {
  const outdir = mkdtempSync(join(tmpdir(), "parley-update-"));
  try {
    return withoutStackTraces(() => {
      const { children } = buildApp(environments, { outdir }).node;
      const stacks = children.filter((child) => TerraformStack.isStack(child));
      return new Map(
        stacks.map((stack) => [stack.node.id, JSON.parse(JSON.stringify(stack.toTerraform())) as JsonObject]),
      );
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
