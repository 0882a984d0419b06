import { join } from "node:path";
import { runCommand } from "./command";
import { runRunbooks } from "./runbooks/run";

/** `npm run runbooks`: writes the environments' names into runbooks/names/; `-- --check` only says whether they are stale. */
runCommand((args, environments, terminal) =>
  runRunbooks(args, environments, { ...terminal, root: join(__dirname, "..") }),
);
