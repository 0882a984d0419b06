import { join } from "node:path";
import { runCommand } from "./command";
import { UsageError } from "./command/usage";
import { stacksAt } from "./commit-stacks";
import { crossingsOf } from "./deploy-order/crossings";
import { changesOf, passesOf } from "./deploy-order/order";
import { crossingLines, deployOrderLines } from "./deploy-order/report";
import { stacksOf } from "./update/stacks";
import { inWorkFolder } from "./work-folder";

/**
 * `npm run deploy-order -- <commit>`: which layers to deploy, and in which order, to get
 * from a commit to the working tree. Exits 1 if an environment's change cannot be
 * deployed in one pass, or not without a change of states by hand.
 */
void runCommand({
  name: "deploy-order",
  summary: "says in which order to deploy the layers that differ from a commit, for each environment",
  takes: ["<commit>"],
  run: async ({ positionals: [commit] }, allEnvironments, terminal) => {
    const environments = await allEnvironments();
    return inWorkFolder("deploy-order", (work) => {
      const before = stacksAt(commit!, join(work, "commit"));
      const after = stacksOf(environments);
      const gone = [...before.keys()].filter((id) => !after.has(id));
      if (gone.length > 0)
        throw new UsageError(
          `${gone.join(", ")}: no environment describes these stacks any more; see docs/how-to/remove.md#an-environment`,
        );
      const all = environments.map(({ name }) => {
        const changes = changesOf(name, before, after);
        const passes = passesOf(changes);
        const crossings = crossingsOf(name, before, after);
        for (const line of [...crossingLines(name, crossings), ...deployOrderLines(name, changes, passes)])
          terminal.out(line);
        return { passes, crossings };
      });
      return all.some(({ passes, crossings }) => passes.length > 1 || crossings.length > 0) ? 1 : 0;
    });
  },
});
