import { allEnvironments } from "./environments/all";
import { ContractError } from "./contract/issue";
import { RunbookError } from "./observability/runbooks/runbook";
import { PolicyError } from "./policies/policy-error";
import { buildApp } from "./stacks/build-app";
import { removeStaleStacks } from "./stacks/remove-stale-stacks";
import { withoutStackTraces } from "./stacks/without-stack-traces";

try {
  const environments = allEnvironments();
  withoutStackTraces(() => {
    const app = buildApp(environments);
    app.synth();
    removeStaleStacks(app);
  });
} catch (error) {
  if (!(error instanceof ContractError || error instanceof PolicyError || error instanceof RunbookError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
