import { readFileSync } from "node:fs";
import { allEnvironments } from "../environments/all";
import { ContractError } from "../environments/fault";
import { runSecrets } from "./secrets/run";

/** `npm run secrets -- <environment> [secret]`: what lies in no code and no state is brought in by hand, here. */
try {
  process.exitCode = runSecrets(process.argv.slice(2), allEnvironments(), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    now: () => new Date(),
    stdin: () => (process.stdin.isTTY ? undefined : readFileSync(0)),
  });
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
