import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Environment } from "../../environments/environment";
import type { Terminal } from "../command";
import { limitFaults } from "./limits";
import { costPage } from "./page";

/** Where the command reads from and writes to. */
export interface Io extends Terminal {
  /** Path of docs/cost.md. */
  readonly file: string;
}

const usage = `usage: npm run cost              writes docs/cost.md from the environments
       npm run cost -- --check   exits 1 if docs/cost.md is stale`;

/**
 * The command behind `npm run cost`. Returns the exit code: 0 written or up to
 * date, 1 stale or the first environment too dear, 2 wrong call.
 */
export function runCost(args: readonly string[], environments: readonly Environment[], io: Io): number {
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(usage);
    return 2;
  }
  const faults = limitFaults(environments);
  for (const fault of faults) io.err(fault);
  const page = costPage(environments);
  const isCurrent = existsSync(io.file) && readFileSync(io.file, "utf8") === page;
  if (isCurrent) io.out("docs/cost.md is up to date");
  else if (args.length > 0)
    io.err("docs/cost.md is stale: it does not say what the environments say; write it with: npm run cost");
  else {
    writeFileSync(io.file, page);
    io.out("docs/cost.md is written; read what changed before you commit it");
  }
  return faults.length > 0 || (!isCurrent && args.length > 0) ? 1 : 0;
}
