import type { Environment } from "../../contract/environment";
import { writePage, type PageIo } from "../written-page";
import { limitIssues } from "./limits";
import { costPage } from "./page";

/**
 * The command behind `npm run cost`. Returns the exit code: 0 written or up to
 * date, 1 stale or the first environment too dear, 2 wrong call.
 */
export function runCost(args: readonly string[], environments: readonly Environment[], io: PageIo): number {
  const code = writePage(args, io, { name: "cost", from: "the environments", says: "the environments say" }, () =>
    costPage(environments),
  );
  if (code === 2) return code;
  const issues = limitIssues(environments);
  for (const issue of issues) io.err(issue);
  return issues.length > 0 ? 1 : code;
}
