import { join } from "node:path";
import { runCommand } from "./command";
import { runLogContract } from "./log-contract/run";

/** `npm run log-contract`: writes docs/log-contract.md from log-contract/; `-- --check` only says whether it is stale. */
runCommand((args, environments, terminal) =>
  runLogContract(args, environments, { ...terminal, file: join(__dirname, "..", "docs", "log-contract.md") }),
);
