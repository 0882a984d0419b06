import { join } from "node:path";
import { stackId } from "../contract/names";
import { runCommand } from "./command";
import { UsageError } from "./command/usage";
import { isPresent } from "./program";
import { asked } from "./rehearse/asked";
import { providerIsMissing, withoutProvider } from "./terraform/missing-provider";
import { inWorkFolder } from "./work-folder";

/**
 * `npm run rehearse -- <environment>` deploys an environment with the real Terraform and
 * provider to a stand-in for Google's APIs on loopback; `-- scenarios` deploys everyday
 * and rare changes to the tests' reference environments, and `-- mutations` proves that
 * mistakes are noticed, of all kinds or of one. No account and no network.
 */
void runCommand({
  name: "rehearse",
  summary:
    "deploys an environment, the scenarios of the second day, or mistakes that must be noticed, to a stand-in for Google on this machine",
  takes: ["<environment | scenarios | mutations | scenario>", "[scenario or kind...]"],
  options: {
    from: { value: "<commit>", help: "deploys that commit's stacks first, then these: the way to try a change" },
    provider: {
      value: "<version>",
      help: "deploys, then says what this version of the provider would change: the way to try an upgrade",
    },
  },
  run: async ({ positionals, all }, allEnvironments, terminal) => {
    if (!isPresent("terraform", "version")) {
      terminal.out("rehearse skipped: no terraform on the PATH; install Terraform 1.11 or newer");
      return 0;
    }
    // Loaded only now, since loading takes seconds.
    const [
      { scenarios },
      { runScenarios },
      { runMutations },
      { rehearseEnvironment },
      { stacksOf },
      { stacksAt },
      reference,
    ] = await Promise.all([
      import("./rehearse/scenarios/all"),
      import("./rehearse/run-scenarios"),
      import("./rehearse/run-mutations"),
      import("./rehearse/environment"),
      import("./update/stacks"),
      import("./commit-stacks"),
      import("../__tests__/reference/entries"),
    ]);
    const environments = await allEnvironments();
    const names = environments.map(({ name }) => name);
    const wanted = asked(
      positionals,
      all("from"),
      names,
      scenarios.map(({ name }) => name),
    );
    return inWorkFolder("rehearse", async (work) => {
      if (providerIsMissing(join(work, "provider"))) {
        terminal.out(withoutProvider("rehearse"));
        return 0;
      }
      if (wanted.what === "mutations")
        return runMutations(reference.entries, wanted.kind, join(work, "mutations"), terminal);
      if (wanted.what === "scenarios") {
        const chosen = scenarios.filter(({ name }) => wanted.names.includes(name));
        return runScenarios(chosen, reference.entries, work, terminal);
      }
      const environment = environments.find(({ name }) => name === wanted.name)!;
      const [version] = all("provider");
      if (version !== undefined) {
        const { rehearseUpgrade } = await import("./rehearse/upgrade");
        return rehearseUpgrade(environment, stacksOf(environments), version, join(work, "environment"), terminal);
      }
      const before = wanted.from === undefined ? undefined : stacksAt(wanted.from, join(work, "commit"));
      if (before?.has(stackId(environment, "bootstrap")) === false)
        throw new UsageError(`commit ${wanted.from!} has no environment '${wanted.name}'; rehearse it without --from`);
      return rehearseEnvironment(environment, stacksOf(environments), before, join(work, "environment"), terminal);
    });
  },
});
