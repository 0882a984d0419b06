import { runCommand } from "./command";
import { runDashboards } from "./dashboards/run";

/** `npm run dashboards -- <folder>`: writes a preview of every dashboard with sample data. */
runCommand(runDashboards);
