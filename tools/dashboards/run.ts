import { join } from "node:path";
import type { Environment } from "../../contract/environment";
import { dashboardsOf } from "../../observability/dashboards/all";
import type { Terminal } from "../command";
import { writeFiles } from "../write-files";
import { page } from "./page";

/** The command behind `npm run dashboards`: writes the pages and says where they are. */
export function runDashboards(folder: string, environments: readonly Environment[], io: Terminal): number {
  const files = environments.flatMap((environment) =>
    dashboardsOf(environment).map((dashboard) => ({
      path: join(folder, `${environment.name}-${dashboard.key}.html`),
      text: page(environment, dashboard),
    })),
  );
  writeFiles(files);
  for (const { path } of files) io.out(path);
  return 0;
}
