import { runCommand } from "./command";
import { isPresent } from "./program";

/**
 * Proves every alert on metrics with promtool; `npm run check:alerts -- <kind>...`
 * tests these kinds only. Exits 1 on any failure. If promtool is absent, it prints
 * one line and exits 0, so that `npm test` needs only npm.
 */
void runCommand({
  name: "check:alerts",
  summary: "proves every alert on metrics with promtool, or the alerts of some kinds alone",
  takes: ["[kind...]"],
  run: async ({ positionals }, allEnvironments, terminal) => {
    if (!isPresent("promtool", "--version")) {
      terminal.out("check:alerts skipped: no promtool on the PATH; install Debian's package prometheus");
      return 0;
    }
    // Loaded only now, since loading takes seconds.
    const [{ casesOf }, { namedEnvironments }, { proofs }, { runAlertsCheck }, { stories, storyteller }] =
      await Promise.all([
        import("./alerts/cases"),
        import("./alerts/environments"),
        import("./alerts/proofs"),
        import("./alerts/run"),
        import("./alerts/stories/stories"),
      ]);
    const environments = namedEnvironments(await allEnvironments());
    return runAlertsCheck(
      positionals,
      { environments: environments.length, ...casesOf(environments, proofs), stories, storyteller: storyteller() },
      console,
    );
  },
});
