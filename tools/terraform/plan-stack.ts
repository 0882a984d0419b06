import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { offlineEnvironment } from "./offline-environment";
import { unknownInputs, type Plan } from "./unknown-inputs";

/** Terraform's result for one stack. */
export interface StackReport {
  readonly stack: string;
  /** Number of resources that a first apply would create. */
  readonly resources: number;
  readonly seconds: number;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  /** Attributes that the stack sets but whose values are known after apply, as `address.attribute`. */
  readonly unknownInputs: readonly string[];
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/**
 * Runs init, validate and plan on one synthesized stack, as for an empty project: with
 * local state, a dummy token, no credentials and no network.
 */
export async function planStack(stacksDirectory: string, stack: string, workDirectory: string): Promise<StackReport> {
  const started = process.hrtime.bigint();
  const directory = join(workDirectory, stack);
  mkdirSync(directory);
  copyFileSync(join(stacksDirectory, stack, "cdk.tf.json"), join(directory, "cdk.tf.json"));
  // Terraform merges files whose names end in _override; this one replaces the state backend.
  writeFileSync(join(directory, "backend_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
  const environment = offlineEnvironment(directory, workDirectory);
  const terraform = (...args: string[]): Promise<string> => run("terraform", args, directory, environment);

  const diagnostics: Diagnostic[] = [];
  let plan: Plan = {};
  const init = await terraform("init", "-input=false", "-no-color", "-backend=true");
  if (init !== "" && init.includes("Error:")) diagnostics.push({ severity: "error", summary: firstError(init) });
  else {
    diagnostics.push(
      ...(JSON.parse(await terraform("validate", "-json")) as { diagnostics: Diagnostic[] }).diagnostics,
    );
    if (!diagnostics.some(({ severity }) => severity === "error")) {
      withoutImports(join(directory, "cdk.tf.json"));
      diagnostics.push(
        ...planDiagnostics(await terraform("plan", "-json", "-input=false", "-lock=false", "-out=plan.tfplan")),
      );
    }
    if (!diagnostics.some(({ severity }) => severity === "error"))
      plan = JSON.parse(await terraform("show", "-json", "plan.tfplan")) as Plan;
  }
  const of = (severity: Diagnostic["severity"]): string[] =>
    diagnostics.filter((one) => one.severity === severity).map(describe);
  return {
    stack,
    resources: plan.resource_changes?.length ?? 0,
    seconds: Number(process.hrtime.bigint() - started) / 1e9,
    warnings: of("warning"),
    errors: of("error"),
    unknownInputs: unknownInputs(plan),
  };
}

/** Removes imports after validation: a plan would read them from Google. The imported resources are planned as new. */
function withoutImports(file: string): void {
  const { import: imports, ...stack } = JSON.parse(readFileSync(file, "utf8")) as { import?: unknown };
  if (imports !== undefined) writeFileSync(file, JSON.stringify(stack));
}

function planDiagnostics(lines: string): Diagnostic[] {
  return lines
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { type: string; diagnostic?: Diagnostic })
    .flatMap(({ diagnostic }) => diagnostic ?? []);
}

const describe = ({ address, summary, detail }: Diagnostic): string =>
  [address, summary, detail].filter(Boolean).join(": ");

/** Resolves with the whole output, whatever the exit code: the diagnostics are more precise. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout, stderr) => {
      resolve(stdout === "" ? stderr : stdout + (args[0] === "init" ? stderr : ""));
    });
  });
}

const firstError = (text: string): string =>
  text
    .slice(text.indexOf("Error:"))
    .replaceAll(/[│╵╷\n]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 800);
