import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, TerraformStack } from "cdktf";
import { referenceEnvironments } from "../reference/all";
import { resolvedIn } from "../../policies/policy";
import { buildApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { read, type Attributes, type Synthesized } from "./synth";

let app: App | undefined;
const texts = new Map<string, string>();

/** A stack of the reference environments, such as `prod-data`. They are built once a test file. */
export function stackOf(id: string): TerraformStack {
  app ??= withoutStackTraces(() =>
    buildApp(referenceEnvironments(), {
      outdir: mkdtempSync(join(tmpdir(), "parley-test-")),
    }),
  );
  return TerraformStack.of(app.node.findChild(id));
}

/** A stack of the reference environments as Terraform reads it; a fresh copy at every call. */
export function stackJson(id: string): Synthesized {
  const text = texts.get(id) ?? withoutStackTraces(() => JSON.stringify(stackOf(id).toTerraform()));
  texts.set(id, text);
  return read(JSON.parse(text) as Attributes);
}

/** Text with every reference to an attribute of the same stack replaced by the attribute, if that is a literal. */
export const resolved = ({ json }: Synthesized, text: string): string => resolvedIn(json, text);
