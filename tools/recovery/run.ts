import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Environment } from "../../environments/environment";
import type { Terminal } from "../command";
import { recoveryPage } from "./page";

/** Where the command reads from and writes to. */
export interface Io extends Terminal {
  /** Path of docs/recovery.md. */
  readonly file: string;
}

const usage = `usage: npm run recovery              writes docs/recovery.md from the environments
       npm run recovery -- --check   exits 1 if docs/recovery.md is stale`;

/** The command behind `npm run recovery`. Returns the exit code: 0 written or up to date, 1 stale, 2 wrong call. */
export function runRecovery(args: readonly string[], environments: readonly Environment[], io: Io): number {
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(usage);
    return 2;
  }
  const page = recoveryPage(environments);
  const current = existsSync(io.file) && readFileSync(io.file, "utf8") === page;
  if (current) {
    io.out("docs/recovery.md is up to date");
    return 0;
  }
  if (args.length > 0) {
    io.err("docs/recovery.md is stale: it does not say what the environments say; write it with: npm run recovery");
    return 1;
  }
  writeFileSync(io.file, page);
  io.out("docs/recovery.md is written; read what changed before you commit it");
  return 0;
}
