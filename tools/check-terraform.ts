import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { buildApp } from "../stacks/build-app";
import { withoutStackTraces } from "../stacks/without-stack-traces";
import { runCommand } from "./command";
import { planStack, type StackReport } from "./terraform/plan-stack";
import { inWorkFolder } from "./work-folder";
import { referenceEnvironments } from "../__tests__/reference/all";
import { variants } from "../__tests__/reference/variants";

/**
 * Validates and plans every stack with the real Terraform and Google provider, offline.
 * Then does the same for variants of the tests' reference environments with options that
 * no environment sets. Detects what types and goldens cannot: unknown arguments, wrong
 * enum values, cycles, misplaced blocks.
 *
 * Exits 1 on any error or warning. If Terraform or the provider is absent, it prints one
 * line and exits 0, so that `npm test` needs only npm.
 */
async function checkTerraform(showsUnknown: boolean): Promise<number> {
  if (spawnSync("terraform", ["version"]).error !== undefined) {
    console.log("check:terraform skipped: no terraform on the PATH; install Terraform 1.11 or newer");
    return 0;
  }
  return inWorkFolder("terraform", async (work) => {
    const output = join(work, "cdktf.out");
    const synth = spawnSync(process.execPath, ["-r", "ts-node/register", "main.ts"], {
      env: { ...process.env, CDKTF_OUTDIR: output },
      stdio: "inherit",
    });
    if (synth.status !== 0) return 1;
    const stacks = join(output, "stacks");
    const names = readdirSync(stacks).sort();
    const first = await planStack(stacks, names[0]!, work);
    if (first.errors.some(isWithoutProvider)) {
      console.log(
        "check:terraform skipped: the google provider 6.50.0 is in no local mirror; get it once with: " +
          "npm run synth && terraform -chdir=cdktf.out/stacks/dev-foundation providers mirror ~/.terraform.d/plugins",
      );
      return 0;
    }
    const reports = [first, ...(await inParallel(names.slice(1), (name) => planStack(stacks, name, work)))];
    const [plain, others] = [join(work, "reference"), join(work, "variants")];
    withoutStackTraces(() => {
      buildApp(referenceEnvironments(), { outdir: plain }).synth();
      buildApp(variants(), { outdir: others }).synth();
    });
    const changed = readdirSync(join(others, "stacks"))
      .sort()
      .filter((name) => !sameStack(join(plain, "stacks"), join(others, "stacks"), name));
    const planned = await inParallel(changed, (name) => planStack(join(others, "stacks"), name, others));
    reports.push(...planned.map((report) => ({ ...report, stack: `${report.stack} (variant)` })));
    print(reports, showsUnknown);
    return reports.some(({ errors, warnings }) => errors.length + warnings.length > 0) ? 1 : 0;
  });
}

/** Whether the provider is absent. A provider of another version is an error, not a reason to skip. */
const isWithoutProvider = (error: string): boolean =>
  error.includes("Failed to query available provider packages") && !error.includes("no available releases match");

function sameStack(one: string, other: string, name: string): boolean {
  const [a, b] = [one, other].map((folder) => readFileSync(join(folder, name, "cdk.tf.json"), "utf8"));
  return a === b;
}

async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      results[index] = await task(item);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function print(reports: readonly StackReport[], showsUnknown: boolean): void {
  const rows = reports.map(({ stack, resources, seconds, warnings, errors, unknownInputs }) => ({
    stack,
    resources,
    seconds: Number(seconds.toFixed(1)),
    warnings: warnings.length,
    errors: errors.length,
    "unknown inputs": unknownInputs.length,
  }));
  console.table(Object.fromEntries(rows.map(({ stack, ...row }) => [stack, row])));
  for (const { stack, warnings, errors, unknownInputs } of reports) {
    for (const error of errors) console.error(`${stack}: error: ${error}`);
    for (const warning of warnings) console.error(`${stack}: warning: ${warning}`);
    if (showsUnknown) for (const input of unknownInputs) console.log(`${stack}: known after apply: ${input}`);
  }
}

void runCommand({
  name: "check:terraform",
  summary: "validates and plans every stack with the real Terraform and google provider, offline",
  options: { unknown: { help: "lists each value that a first plan cannot show" } },
  run: (call) => checkTerraform(call.has("unknown")),
});
