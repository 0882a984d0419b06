import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import { buildApp } from "../../stacks/build-app";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { isWithoutProvider, withoutProvider } from "./missing-provider";
import { inWorkFolder } from "../work-folder";
import { planStack, type StackReport } from "./plan-stack";

/** What is planned. */
export interface Planned {
  /** Writes the stacks of the environments into a folder; returns false after it printed why it cannot. */
  readonly synthesize: (outdir: string) => boolean;
  readonly reference: () => readonly Environment[];
  /** The reference environments with other options; a stack is planned where they change it. */
  readonly variants: () => readonly Environment[];
}

/**
 * The command behind `npm run check:terraform` where Terraform is present. Returns
 * the exit code: 0 if every plan succeeded or the provider is absent, 1 on an error
 * or a warning.
 */
export async function runTerraformCheck(showsUnknown: boolean, planned: Planned, console: Console): Promise<number> {
  return inWorkFolder("terraform", async (work) => {
    const output = join(work, "cdktf.out");
    if (!planned.synthesize(output)) return 1;
    const stacks = join(output, "stacks");
    const names = readdirSync(stacks).sort();
    const first = await planStack(stacks, names[0]!, work);
    if (first.errors.some(isWithoutProvider)) {
      console.log(withoutProvider("check:terraform"));
      return 0;
    }
    const reports = [first, ...(await inParallel(names.slice(1), (name) => planStack(stacks, name, work)))];
    const [plain, others] = [join(work, "reference"), join(work, "variants")];
    withoutStackTraces(() => {
      buildApp(planned.reference(), { outdir: plain }).synth();
      buildApp(planned.variants(), { outdir: others }).synth();
    });
    const changed = readdirSync(join(others, "stacks"))
      .sort()
      .filter((name) => !sameStack(join(plain, "stacks"), join(others, "stacks"), name));
    const replanned = await inParallel(changed, (name) => planStack(join(others, "stacks"), name, others));
    reports.push(...replanned.map((report) => ({ ...report, stack: `${report.stack} (variant)` })));
    print(reports, showsUnknown, console);
    return reports.some(({ errors, warnings }) => errors.length + warnings.length > 0) ? 1 : 0;
  });
}

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

function print(reports: readonly StackReport[], showsUnknown: boolean, console: Console): void {
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
