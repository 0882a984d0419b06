import { runCommand } from "./command";
import { runDashboards } from "./dashboards/run";

/** `npm run dashboards -- <folder>`: writes a picture of every dashboard, with made-up data. */
runCommand(runDashboards);
