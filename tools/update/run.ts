import { join } from "node:path";
import type { Terminal } from "../command";
import { UsageError } from "../command/usage";
import { warnings } from "../../contract/warnings";
import { limitIssues } from "../cost/limits";
import { writeFiles } from "../write-files";
import { lostAddresses, notLost } from "./pinned-addresses";
import { staleFiles, staleLine, type Entries } from "./written-file";
import { writtenFiles } from "./writers";

/**
 * Writes whatever is stale, or with `check` only says so. Returns the exit code:
 * 0 if all is as it is to be, 1 if something is stale, lost or too dear.
 *
 * @throws UsageError if something is to be forgotten that is not lost
 */
export function runUpdate(entries: Entries, check: boolean, terminal: Terminal): number {
  const [wrong] = notLost(entries);
  if (wrong !== undefined)
    throw new UsageError(`--forget ${wrong}: no such address is lost; without --forget, npm run update lists those`);
  const files = writtenFiles(entries);
  const stale = staleFiles(entries.root, files);
  // First, since a lost address is data that the next deploy destroys.
  const issues = [...lostAddresses(entries).map(({ message }) => message), ...limitIssues(entries.environments)];
  for (const issue of issues) terminal.err(issue);
  for (const line of warnings(entries.environments)) terminal.err(`warning: ${line}`);
  if (check) {
    if (stale.length > 0) terminal.err(staleLine(stale));
    else terminal.out(`${files.length} written files are up to date`);
    return stale.length + issues.length > 0 ? 1 : 0;
  }
  writeFiles(stale.map(({ path, text }) => ({ path: join(entries.root, path), text })));
  for (const { path, text } of stale) terminal.out(`${text === undefined ? "removed" : "written"} ${path}`);
  terminal.out(
    stale.length === 0
      ? `${files.length} written files are up to date`
      : `${stale.length} of ${files.length} written files changed; read what changed before you commit it`,
  );
  return issues.length > 0 ? 1 : 0;
}
