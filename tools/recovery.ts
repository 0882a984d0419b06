import { join } from "node:path";
import { allEnvironments } from "../environments/all";
import { ContractError } from "../environments/fault";
import { runRecovery } from "./recovery/run";

/** `npm run recovery`: writes docs/recovery.md from the environments; `-- --check` only says whether it is stale. */
try {
  process.exitCode = runRecovery(process.argv.slice(2), allEnvironments(), {
    file: join(__dirname, "..", "docs", "recovery.md"),
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  });
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
