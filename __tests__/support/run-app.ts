import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const root = join(__dirname, "../..");

/** Output and exit code of a run of the app. */
export interface Run {
  readonly status: number | null;
  readonly stderr: string;
}

/** Copies the app's sources, with the reference environments only, to a new folder where a test may change them. */
export function copyOfApp(): string {
  const copy = mkdtempSync(join(tmpdir(), "parley-copy-"));
  for (const entry of [
    "log-contract",
    "contract",
    "observability",
    "constructs",
    "policies",
    "stacks",
    "tools",
    // Alert proofs use its variants.
    "__tests__/reference",
    // Alerts quote runbooks.
    "runbooks",
    "main.ts",
    "tsconfig.json",
    "cdktf.json",
    "package.json",
  ]) {
    cpSync(join(root, entry), join(copy, entry), { recursive: true });
  }
  mkdirSync(join(copy, "environments"));
  for (const name of ["all", "dev", "staging", "prod", "catalog"]) {
    const source = readFileSync(join(root, `__tests__/reference/${name}.ts`), "utf8");
    writeFileSync(
      join(copy, `environments/${name}.ts`),
      source.replaceAll('"../../contract/', '"../contract/').replaceAll("referenceEnvironments", "allEnvironments"),
    );
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Runs `npm run synth` in a folder. */
export function synth(folder: string, environment: NodeJS.ProcessEnv = {}, preload: readonly string[] = []): Run {
  const preloads = preload.flatMap((module) => ["-r", module]);
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=DEP0044", ...preloads, "--import", "tsx", "main.ts"],
    {
      cwd: folder,
      env: { ...process.env, ...environment },
      encoding: "utf8",
    },
  );
  return { status, stderr };
}

/** Every file below a folder, by relative path. */
export function filesBelow(folder: string): Record<string, string> {
  const list = (at: string): string[] =>
    readdirSync(at).flatMap((name) =>
      statSync(join(at, name)).isDirectory() ? list(join(at, name)) : [join(at, name)],
    );
  return Object.fromEntries(
    list(folder)
      .sort()
      .map((file) => [relative(folder, file), readFileSync(file, "utf8")]),
  );
}

/** An empty folder for an app's output. */
export const outputFolder = (): string => join(mkdtempSync(join(tmpdir(), "parley-out-")), "cdktf.out");
