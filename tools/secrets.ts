import { readFileSync } from "node:fs";
import { runCommand } from "./command";
import { runSecrets } from "./secrets/run";

/** `npm run secrets -- <environment> [secret]`: what lies in no code and no state is brought in by hand, here. */
runCommand((args, environments, terminal) =>
  runSecrets(args, environments, {
    ...terminal,
    now: () => new Date(),
    stdin: () => (process.stdin.isTTY ? undefined : readFileSync(0)),
  }),
);
