import { isPresent } from "./program";

/**
 * Proves every PromQL alert with Prometheus: what must open it does, what must
 * not does not, and an alert with one thing wrong is noticed.
 *
 * `npm run check:alerts -- <kind>...` proves these kinds alone. Exits 1 on any
 * failure. Where promtool is absent it says so in one line and exits 0, so that
 * `npm test` needs nothing but npm; it then loads nothing, which takes seconds.
 */
async function main(): Promise<void> {
  if (!isPresent("promtool", "--version")) {
    console.log("check:alerts skipped: no promtool on the PATH; install Debian's package prometheus");
    return;
  }
  const [{ allEnvironments }, { casesOf }, { namedEnvironments }, { proofs }, { runAlertsCheck }] = await Promise.all([
    import("../environments/all"),
    import("./alerts/cases"),
    import("./alerts/environments"),
    import("./alerts/proofs"),
    import("./alerts/run"),
  ]);
  const environments = namedEnvironments(allEnvironments());
  const proven = { environments: environments.length, ...casesOf(environments, proofs) };
  process.exitCode = await runAlertsCheck(process.argv.slice(2), proven, console);
}

void main();
