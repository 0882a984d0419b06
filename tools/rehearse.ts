import { join } from "node:path";
import { runCommand } from "./command";
import { UsageError } from "./command/usage";
import { isPresent } from "./program";
import { providerIsMissing, withoutProvider } from "./terraform/missing-provider";
import { inWorkFolder } from "./work-folder";

/**
 * `npm run rehearse -- <environment>` deploys an environment with the real Terraform and
 * provider to a stand-in for Google's APIs on loopback; `-- scenarios` deploys everyday
 * and rare changes to the tests' reference environments. No account and no network.
 */
void runCommand({
  name: "rehearse",
  summary: "deploys an environment, or the scenarios of the second day, to a stand-in for Google on this machine",
  takes: ["<environment | scenarios | scenario>", "[scenario...]"],
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
    const [{ scenarios }, { runScenarios }, { rehearseEnvironment }, { stacksOf }, { stacksAt }, reference] =
      await Promise.all([
        import("./rehearse/scenarios/all"),
        import("./rehearse/run-scenarios"),
        import("./rehearse/environment"),
        import("./update/stacks"),
        import("./commit-stacks"),
        import("../__tests__/reference/entries"),
      ]);
    const environments = await allEnvironments();
    const environment = environments.find(({ name }) => name === positionals[0]);
    return inWorkFolder("rehearse", async (work) => {
      if (providerIsMissing(join(work, "provider"))) {
        terminal.out(withoutProvider("rehearse"));
        return 0;
      }
      if (environment === undefined) {
        const names = scenarios.map(({ name }) => name);
        const unknown = positionals.find((one) => one !== "scenarios" && !names.includes(one));
        if (unknown !== undefined)
          throw new UsageError(
            `no environment and no scenario '${unknown}'; environments: ${environments.map(({ name }) => name).join(", ")}; scenarios: ${names.join(", ")}`,
          );
        const chosen =
          positionals[0] === "scenarios" ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
        return runScenarios(chosen, reference.entries, work, terminal);
      }
      const [version] = all("provider");
      if (version !== undefined) {
        const { rehearseUpgrade } = await import("./rehearse/upgrade");
        return rehearseUpgrade(environment, stacksOf(environments), version, join(work, "environment"), terminal);
      }
      const [commit] = all("from");
      const before = commit === undefined ? undefined : stacksAt(commit, join(work, "commit"));
      return rehearseEnvironment(environment, stacksOf(environments), before, join(work, "environment"), terminal);
    });
  },
});
