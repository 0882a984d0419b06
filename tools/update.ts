import { join } from "node:path";
import { runCommand } from "./command";
import { runUpdate } from "./update/run";
import { stacksOf } from "./update/stacks";

/** `npm run update`: the one command that writes everything that is written from the entries. */
void runCommand({
  name: "update",
  summary: "writes the pages, names, goldens and pinned addresses that are written from the entries",
  options: {
    check: { help: "writes nothing, and exits 1 if something is stale" },
    forget: {
      value: "<stack>[:<address>]",
      help: "lets go of an address, or of a stack that is gone, whose data is meant to be destroyed; repeatable",
    },
  },
  run: async (call, allEnvironments, terminal) => {
    const environments = await allEnvironments();
    const root = join(__dirname, "..");
    const entries = { root, environments, stacks: stacksOf(environments), forget: call.all("forget") };
    return runUpdate(entries, call.has("check"), terminal);
  },
});
