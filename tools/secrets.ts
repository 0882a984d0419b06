import { readFileSync } from "node:fs";
import { runCommand } from "./command";
import { runSecrets } from "./secrets/run";

/** `npm run secrets -- <environment> [secret]`: adds values of secrets, which are in neither code nor state. */
runCommand((args, environments, terminal) =>
  runSecrets(args, environments, {
    ...terminal,
    now: () => new Date(),
    stdin: () => (process.stdin.isTTY ? undefined : readFileSync(0)),
  }),
);
