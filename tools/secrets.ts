import { readFileSync } from "node:fs";
import { runCommand } from "./command";
import { runSecrets } from "./secrets/run";

/** `npm run secrets -- <environment> [secret]`: what lies in no code and no state is brought in by hand, here. */
void runCommand({
  name: "secrets",
  summary: "says which secrets lack the version that services read; with a secret adds a version from standard input",
  takes: ["<environment>", "[secret]"],
  run: async ({ positionals: [environment, secret] }, environments, terminal) =>
    runSecrets(environment!, secret, await environments(), {
      ...terminal,
      now: () => new Date(),
      stdin: () => (process.stdin.isTTY ? undefined : readFileSync(0)),
    }),
});
