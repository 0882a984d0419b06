import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Terminal } from "../command";
import { isAlertRunbook } from "../../observability/runbooks/runbook";
import { end, start, withNames, type Alarmed } from "./names-block";

/** Where the command reads from and writes to. */
export interface Io extends Terminal {
  /** Path of runbooks/. */
  readonly folder: string;
}

const usage = `usage: npm run runbooks              writes the names of the environments into runbooks/
       npm run runbooks -- --check   exits 1 if a runbook's names are stale`;

/** Lists the others and runs nothing. */
const index = "README.md";

/** The command behind `npm run runbooks`. Returns the exit code: 0 written or up to date, 1 stale or without a place for names, 2 wrong call. */
export function runRunbooks(args: readonly string[], environments: readonly Alarmed[], io: Io): number {
  if (args.length > 1 || args.some((arg) => arg !== "--check")) {
    io.err(usage);
    return 2;
  }
  const files = readdirSync(io.folder)
    .filter((name) => name.endsWith(".md") && name !== index)
    .sort();
  const read = files.map((name) => {
    const file = join(io.folder, name);
    const before = readFileSync(file, "utf8");
    return { name, file, before, text: withNames(name.replace(/\.md$/, ""), before, environments) };
  });
  const kinds = new Set(environments.flatMap(({ alerts }) => alerts.map(({ kind }) => `${kind}.md`)));
  const missing = [...kinds]
    .filter((name) => !read.some((one) => one.name === name && isAlertRunbook(one.before)))
    .sort();
  for (const name of missing)
    io.err(`runbooks/${name} is missing, or has no line '## Look here first'; alerts link it, so write it`);
  if (missing.length > 0) return 1;
  const nameless = read.filter(({ before, text }) => text === undefined && isAlertRunbook(before));
  for (const { name } of nameless)
    io.err(`runbooks/${name} has no place for names; add the lines '${start}' and '${end}' below its first paragraph`);
  if (nameless.length > 0) return 1;
  const stale = read.flatMap(({ name, file, before, text }) =>
    text === undefined || text === before ? [] : [{ name, file, text }],
  );
  if (stale.length === 0) {
    io.out(`runbooks: the names in ${files.length} files are up to date`);
    return 0;
  }
  if (args.length > 0) {
    for (const { name } of stale) io.err(`runbooks/${name} is stale: it does not name what the environments have`);
    io.err("write them with: npm run runbooks");
    return 1;
  }
  for (const { file, text } of stale) writeFileSync(file, text);
  io.out(`runbooks: the names in ${stale.length} of ${files.length} files are written; read what changed`);
  return 0;
}
