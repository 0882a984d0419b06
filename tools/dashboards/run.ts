import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import { dashboardsOf } from "../../observability/dashboards/all";
import type { Terminal } from "../command";
import { page } from "./page";

const usage = `usage: npm run dashboards -- <folder>   writes one page a dashboard of each environment, to look at in a browser`;

/** The command behind `npm run dashboards`. Returns the exit code: 0 written, 2 wrong call. */
export function runDashboards(args: readonly string[], environments: readonly Environment[], io: Terminal): number {
  const [folder] = args;
  if (args.length !== 1 || folder === undefined || folder.startsWith("-")) {
    io.err(usage);
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  for (const environment of environments) {
    for (const dashboard of dashboardsOf(environment)) {
      const file = join(folder, `${environment.name}-${dashboard.key}.html`);
      writeFileSync(file, page(environment, dashboard));
      io.out(file);
    }
  }
  return 0;
}
