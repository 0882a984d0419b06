import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Environment } from "../../environments/environment";
import type { Terminal } from "../command";
import { logContractPage } from "./page";

/** Where the command reads from and writes to. */
export interface Io extends Terminal {
  /** Path of docs/log-contract.md. */
  readonly file: string;
}

const usage = `usage: npm run log-contract              writes docs/log-contract.md from log-contract/ and the environments
       npm run log-contract -- --check   exits 1 if docs/log-contract.md is stale`;

/** The command behind `npm run log-contract`. Returns the exit code: 0 written or up to date, 1 stale, 2 wrong call. */
export function runLogContract(args: readonly string[], environments: readonly Environment[], io: Io): number {
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(usage);
    return 2;
  }
  const page = logContractPage(environments);
  if (existsSync(io.file) && readFileSync(io.file, "utf8") === page) {
    io.out("docs/log-contract.md is up to date");
    return 0;
  }
  if (args.length > 0) {
    io.err(
      "docs/log-contract.md is stale: it does not say what log-contract/ says; write it with: npm run log-contract",
    );
    return 1;
  }
  writeFileSync(io.file, page);
  io.out("docs/log-contract.md is written; read what changed before you commit it");
  return 0;
}
