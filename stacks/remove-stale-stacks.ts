import { existsSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, type App } from "cdktf";

/** Whether Terraform keeps a state in the folder itself, which may be the only one. */
const holdsState = (folder: string): boolean =>
  lstatSync(folder).isDirectory() && readdirSync(folder).some((file) => file.startsWith("terraform.tfstate"));

/**
 * Deletes synthesized stacks that the app no longer contains, so that nobody deploys a removed stack.
 * A folder with a local state stays: bootstrap has one until it is moved into its bucket.
 *
 * @returns a line for each folder that stays
 */
export function removeStaleStacks(app: App): string[] {
  const folder = join(app.outdir, "stacks");
  if (!existsSync(folder)) return [];
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child)).map(({ node }) => node.id);
  const stale = readdirSync(folder)
    .filter((name) => !stacks.includes(name))
    .map((name) => join(folder, name));
  const [kept, gone] = [stale.filter(holdsState), stale.filter((path) => !holdsState(path))];
  for (const path of gone) rmSync(path, { recursive: true });
  return kept.map(
    (path) =>
      `${path} is no stack any more, but holds a local Terraform state; destroy what is in it or move it, then delete the folder`,
  );
}
