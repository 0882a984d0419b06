import { join } from "node:path";
import { runCommand } from "./command";
import { runRecovery } from "./recovery/run";

/** `npm run recovery`: writes docs/recovery.md from the environments; `-- --check` only says whether it is stale. */
runCommand((args, environments, terminal) =>
  runRecovery(args, environments, { ...terminal, file: join(__dirname, "..", "docs", "recovery.md") }),
);
