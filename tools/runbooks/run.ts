import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "../../contract/environment";
import { alertsOf } from "../../observability/alerts/all";
import { isAlertRunbook } from "../../observability/runbooks/runbook";
import type { Terminal } from "../command";
import { namesFiles } from "./names-file";

/** Where the command reads from and writes to. */
export interface Io extends Terminal {
  /** The repository's root. */
  readonly root: string;
}

const usage = `usage: npm run runbooks              writes the names of the environments into runbooks/names/
       npm run runbooks -- --check   exits 1 if they are stale`;

/** The command behind `npm run runbooks`. Returns the exit code: 0 written or up to date, 1 stale or an alert without a runbook, 2 wrong call. */
export function runRunbooks(args: readonly string[], environments: readonly Environment[], io: Io): number {
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(usage);
    return 2;
  }
  const textOf = (path: string): string | undefined =>
    existsSync(join(io.root, path)) ? readFileSync(join(io.root, path), "utf8") : undefined;
  const kinds = new Set(environments.flatMap((environment) => alertsOf(environment).map(({ kind }) => kind)));
  const missing = [...kinds]
    .map((kind) => `runbooks/${kind}.md`)
    .filter((path) => !isAlertRunbook(textOf(path) ?? ""))
    .sort();
  for (const path of missing)
    io.err(`${path} is missing, or has no line '## Look here first'; alerts link it, so write it`);
  if (missing.length > 0) return 1;
  const files = namesFiles(environments);
  const stale = files.filter(({ path, text }) => textOf(path) !== text);
  if (stale.length === 0) {
    io.out(`runbooks: the names of ${files.length} environments are up to date`);
    return 0;
  }
  if (args.length > 0) {
    for (const { path } of stale) io.err(`${path} is stale: it does not name what the environment has`);
    io.err("write it with: npm run runbooks");
    return 1;
  }
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(io.root, path)), { recursive: true });
    writeFileSync(join(io.root, path), text);
  }
  io.out(`runbooks: the names of ${stale.length} of ${files.length} environments are written; read what changed`);
  return 0;
}
