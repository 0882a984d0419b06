import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, type App } from "cdktf";

/** Deletes synthesized stacks that the app no longer contains, so that nobody deploys a removed stack. */
export function removeStaleStacks(app: App): void {
  const folder = join(app.outdir, "stacks");
  if (!existsSync(folder)) return;
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child)).map(({ node }) => node.id);
  for (const name of readdirSync(folder)) {
    if (!stacks.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
}
