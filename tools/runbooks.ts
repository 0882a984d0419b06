import { join } from "node:path";
import { alertsOf } from "../observability/alerts/all";
import { runCommand } from "./command";
import { runRunbooks } from "./runbooks/run";

/** `npm run runbooks`: writes the environments' names into the runbooks; `-- --check` only says whether they are stale. */
runCommand((args, environments, terminal) =>
  runRunbooks(
    args,
    environments.map((environment) => ({ environment, alerts: alertsOf(environment) })),
    { ...terminal, folder: join(__dirname, "..", "runbooks") },
  ),
);
