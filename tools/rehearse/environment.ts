import type { Environment } from "../../contract/environment";
import type { Terminal } from "../command";
import { changesOf, passesOf, type Stacks } from "../deploy-order/order";
import { layers, type Layer } from "../../contract/names";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";

/**
 * Deploys an environment from nothing, layer by layer, and destroys it where it is
 * disposable. With `before`, that state is deployed first, and the change from it in
 * the order that `npm run deploy-order` says: the way to try a change.
 * Returns the exit code: 0 if nothing was refused and each second plan is empty.
 */
export async function rehearseEnvironment(
  environment: Environment,
  stacks: Stacks,
  before: Stacks | undefined,
  work: string,
  terminal: Terminal,
): Promise<number> {
  const rehearsal = await Rehearsal.start(environment, work);
  const steps: Step[] = [];
  const took = async (step: Promise<Step>): Promise<boolean> => {
    steps.push(await step);
    return issuesOf(steps.at(-1)!).length === 0;
  };
  try {
    const [pass, second] = before === undefined ? [] : passesOf(changesOf(environment.name, before, stacks));
    if (second !== undefined) {
      terminal.err("the change adds and removes: it needs two commits, which npm run deploy-order tells apart");
      return 1;
    }
    if (before !== undefined && pass === undefined) terminal.out("No layer differs from that commit.");
    if (await inOrder(rehearsal, layers, before ?? stacks, took))
      await inOrder(rehearsal, pass?.layers ?? [], stacks, took);
    const isDisposable = environment.protection === "disposable" && before === undefined;
    if (isDisposable && steps.every((step) => issuesOf(step).length === 0))
      for (const layer of layers.slice(1).reverse()) if (!(await took(rehearsal.destroy(layer, stacks)))) break;
    console.table(steps.map(rowOf));
    const issues = [...steps.flatMap(issuesOf), ...unknownCalls(rehearsal.google)];
    for (const issue of issues) terminal.err(issue);
    return issues.length > 0 ? 1 : 0;
  } finally {
    await rehearsal.close();
  }
}

async function inOrder(
  rehearsal: Rehearsal,
  order: readonly Layer[],
  stacks: Stacks,
  took: (step: Promise<Step>) => Promise<boolean>,
): Promise<boolean> {
  for (const layer of order) if (!(await took(rehearsal.deploy(layer, stacks)))) return false;
  return true;
}
