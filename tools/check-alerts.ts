import { allEnvironments } from "../environments/all";
import { casesOf } from "./alerts/cases";
import { namedEnvironments } from "./alerts/environments";
import { proofs } from "./alerts/proofs";
import { runAlertsCheck, type Proven } from "./alerts/run";

function proven(): Proven {
  const environments = namedEnvironments(allEnvironments());
  return { environments: environments.length, ...casesOf(environments, proofs) };
}

/**
 * Proves every PromQL alert with Prometheus: what must open it does, what must
 * not does not, and an alert with one thing wrong is noticed.
 *
 * `npm run check:alerts -- <kind>...` proves these kinds alone. Exits 1 on any
 * failure. Where promtool is absent it says so in one line and exits 0, so that
 * `npm test` needs nothing but npm.
 */
async function main(): Promise<void> {
  process.exitCode = await runAlertsCheck(process.argv.slice(2), proven, console);
}

void main();
