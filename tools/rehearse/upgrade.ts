import type { Environment } from "../../contract/environment";
import { layers } from "../../contract/names";
import type { Terminal } from "../command";
import type { Stacks } from "../deploy-order/order";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";

/**
 * Deploys an environment with the provider that its stacks name, then each layer again
 * with another version, and prints what that version's first plan would change. The
 * local mirror must have both. Returns the exit code: 0 if nothing was refused and the
 * second plans are empty.
 */
export async function rehearseUpgrade(
  environment: Environment,
  stacks: Stacks,
  version: string,
  work: string,
  terminal: Terminal,
): Promise<number> {
  const rehearsal = await Rehearsal.start(environment, work);
  const steps: Step[] = [];
  try {
    for (const layer of layers) steps.push(await rehearsal.deploy(layer, stacks));
    for (const layer of layers) {
      if (steps.some((step) => issuesOf(step).length > 0)) break;
      const { what, left, ...planned } = await rehearsal.planWith(layer, version);
      terminal.out(`${what}: ${left.length === 0 ? "no change" : `${left.length} changes`}`);
      for (const change of left) terminal.out(`  ${change}`);
      steps.push({ what, left: [], ...planned });
      if (planned.applied.errors.length === 0) steps.push(await rehearsal.deploy(layer, stacks));
    }
    console.table(steps.map(rowOf));
    const issues = [...steps.flatMap(issuesOf), ...unknownCalls(rehearsal.google)];
    for (const issue of issues) terminal.err(issue);
    return issues.length > 0 ? 1 : 0;
  } finally {
    await rehearsal.close();
  }
}
