import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** A section of a page whose commands of Terraform are run as they are written. */
export interface PageSection {
  /** Path from the root of the repository. */
  readonly page: string;
  /** Its heading, without the signs before it. */
  readonly section: string;
  /** Variables that earlier sections set. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Shell blocks of a section, up to the next heading of its level or a higher one. */
export function commandsOf(text: string, section: string): string {
  const [, signs = "", rest = ""] = new RegExp(`^(#+) ${escaped(section)}$\\n([\\s\\S]*)`, "m").exec(text) ?? [];
  if (signs === "") throw new Error(`no section '${section}'`);
  const own = rest.split(new RegExp(`^#{1,${signs.length}} `, "m"))[0]!;
  return [...own.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block).join("");
}

/**
 * Runs a section in a shell that stops at the first error. Terraform is real; gcloud,
 * npm and npx do nothing, since a scenario does that part itself.
 * Returns the output as one line if it failed.
 */
export async function runSection(
  { page, section, names = {} }: PageSection,
  work: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const text = readFileSync(join(__dirname, "../..", page), "utf8");
  // The folder as after a synth.
  if (!existsSync(join(work, "cdktf.out"))) {
    mkdirSync(join(work, "cdktf.out"));
    symlinkSync("..", join(work, "cdktf.out/stacks"));
  }
  const script = `gcloud() { :; }; npm() { :; }; npx() { :; }\n${commandsOf(text, section).replaceAll("/tmp/", "./")}`;
  const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
    cwd: work,
    env: { ...env, ...names, TF_CLI_ARGS: "-no-color", TF_INPUT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return code === 0 ? [] : [output.slice(-2000).replaceAll(/\s+/g, " ").trim()];
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
