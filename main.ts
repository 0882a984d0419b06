import { ContractError } from "./contract/issue";
import { RunbookError } from "./observability/runbooks/runbook";
import { PolicyError } from "./policies/policy-error";
import { buildApp } from "./stacks/build-app";
import { removeStaleStacks } from "./stacks/remove-stale-stacks";
import { withoutStackTraces } from "./stacks/without-stack-traces";
import { loadEnvironments, UnloadableError } from "./tools/load-environments";

/** Errors whose message is for the reader of `environments/` or `runbooks/`; any other is a mistake in this code. */
const explained = [ContractError, PolicyError, RunbookError, UnloadableError];

async function main(): Promise<void> {
  try {
    const environments = await loadEnvironments();
    withoutStackTraces(() => {
      const app = buildApp(environments);
      app.synth();
      removeStaleStacks(app);
    });
  } catch (error) {
    if (!explained.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

void main();
