import { withoutCredentials } from "../contract/credentials";
import type { Environment } from "../contract/environment";
import { explained } from "./command/failure";
import { loadEnvironments } from "./load-environments";
import { parsed, usage, UsageError, type Call, type Signature } from "./command/usage";

/** Where a command writes its lines. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** What `npm run <name>` takes and does. */
export interface Command extends Signature {
  /** Returns the exit code: 0 done, 1 something is wrong, 2 wrong call. */
  readonly run: (
    call: Call,
    environments: () => Promise<readonly Environment[]>,
    terminal: Terminal,
  ) => number | undefined | Promise<number | undefined>;
}

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  // An argument or a file may hold a credential.
  err: (line) => process.stderr.write(`${withoutCredentials(line)}\n`),
};

/**
 * Runs a command on the arguments of the process and on every environment.
 *
 * Whoever calls it reads no stack trace: a mistake in an environment, a call or
 * a file is its reader's to mend, so it is said in words. Arguments come before
 * environments, so that `--help` works whatever is wrong with those.
 */
export async function runCommand(command: Command): Promise<void> {
  try {
    const call = parsed(command, process.argv.slice(2));
    if (call === "help") {
      terminal.out(usage(command));
      return;
    }
    process.exitCode = (await command.run(call, loadEnvironments, terminal)) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n${usage(command)}`);
      process.exitCode = 2;
      return;
    }
    terminal.err(explained(command.name, error));
    process.exitCode = 1;
  }
}
