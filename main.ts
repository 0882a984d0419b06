import { warnings } from "./contract/warnings";
import { buildApp } from "./stacks/build-app";
import { removeStaleStacks } from "./stacks/remove-stale-stacks";
import { withoutStackTraces } from "./stacks/without-stack-traces";
import { loadEnvironments } from "./tools/load-environments";
import { isReaderError } from "./tools/reader-error";

async function main(): Promise<void> {
  try {
    const environments = await loadEnvironments();
    withoutStackTraces(() => {
      const app = buildApp(environments);
      app.synth();
      for (const line of removeStaleStacks(app)) process.stderr.write(`${line}\n`);
    });
    for (const line of warnings(environments)) process.stderr.write(`warning: ${line}\n`);
  } catch (error) {
    if (!isReaderError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

void main();
