import { join } from "node:path";
import { runCommand } from "./command";
import { runCost } from "./cost/run";

/** `npm run cost`: writes docs/cost.md from the environments; `-- --check` only says whether it is stale. */
runCommand((args, environments, terminal) =>
  runCost(args, environments, { ...terminal, file: join(__dirname, "..", "docs", "cost.md") }),
);
