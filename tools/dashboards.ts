import { runCommand } from "./command";
import { runDashboards } from "./dashboards/run";

/** `npm run dashboards -- <folder>`: writes a picture of every dashboard, with made-up data. */
void runCommand({
  name: "dashboards",
  summary: "writes one page a dashboard of each environment, to look at in a browser",
  takes: ["<folder>"],
  run: async ({ positionals: [folder] }, environments, terminal) =>
    runDashboards(folder!, await environments(), terminal),
});
