import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "./golden/json";
import type { Stacks } from "./deploy-order/order";
import { UsageError } from "./command/usage";

const root = join(__dirname, "..");

/**
 * The stacks of a commit, synthesized by that commit's own code with the packages that
 * are installed now.
 *
 * @throws UsageError if there is no such commit, or its code does not run with these packages
 */
export function stacksAt(commit: string, folder: string): Stacks {
  mkdirSync(folder, { recursive: true });
  const archive = spawnSync("git", ["archive", "--format=tar", commit], { cwd: root, maxBuffer: 1024 ** 3 });
  if (archive.status !== 0) throw new UsageError(`commit ${commit}: ${archive.stderr.toString().trim()}`);
  spawnSync("tar", ["-x"], { cwd: folder, input: archive.stdout });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const synth = spawnSync("npm", ["run", "--silent", "synth"], { cwd: folder, encoding: "utf8" });
  if (synth.status !== 0)
    throw new UsageError(
      `commit ${commit}: its synth fails with the packages that are installed now: ${synth.stderr.trim()}`,
    );
  const stacks = join(folder, "cdktf.out/stacks");
  return new Map(
    readdirSync(stacks).map((id) => [
      id,
      JSON.parse(readFileSync(join(stacks, id, "cdk.tf.json"), "utf8")) as JsonObject,
    ]),
  );
}
