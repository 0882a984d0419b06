import { allEnvironments } from "../environments/all";
import type { Environment } from "../contract/environment";
import { ContractError } from "../contract/issue";

/** Where a command writes its lines. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/**
 * Runs a command on the arguments of the process and on every environment. What
 * is wrong with an environment is its reader's to mend, so it is shown without
 * the place in the code that found it.
 */
export function runCommand(
  command: (args: readonly string[], environments: readonly Environment[], terminal: Terminal) => number,
): void {
  try {
    process.exitCode = command(process.argv.slice(2), allEnvironments(), {
      out: (line) => process.stdout.write(`${line}\n`),
      err: (line) => process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
