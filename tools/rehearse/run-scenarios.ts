import { join } from "node:path";
import { unmet } from "../../contract/unmet";
import { defineEnvironments } from "../../contract/define-environment";
import type { Terminal } from "../command";
import { stacksOf } from "../update/stacks";
import { changesOf, passesOf, type Stacks } from "../deploy-order/order";
import { layers } from "../../contract/names";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";
import type { Entries, Scenario } from "./scenario";
import { withRoom } from "./scenarios/edits";

/**
 * Deploys each environment that the scenarios need once, and every scenario to a copy
 * of it. Returns the exit code: 0 if each deploy went as its scenario says, and each
 * plan after one is empty.
 */
export async function runScenarios(
  scenarios: readonly Scenario[],
  reference: Entries,
  work: string,
  terminal: Terminal,
): Promise<number> {
  const issues: string[] = [];
  for (const name of new Set(scenarios.map(({ environment }) => environment))) {
    const entries = structuredClone(reference);
    withRoom(entries);
    const base = await deployed(name, entries, join(work, name), terminal);
    issues.push(...told(base.issues, terminal));
    if (base.issues.length === 0)
      for (const scenario of scenarios.filter(({ environment }) => environment === name))
        issues.push(...told(await run(scenario, entries, base.rehearsal, join(work, scenario.name)), terminal));
    await base.rehearsal.close();
  }
  return issues.length > 0 ? 1 : 0;
}

/** Says issues at once, since the next scenario takes a minute. */
function told(issues: readonly string[], terminal: Terminal): readonly string[] {
  for (const issue of issues) terminal.err(issue);
  return issues;
}

async function deployed(
  name: string,
  entries: Entries,
  work: string,
  terminal: Terminal,
): Promise<{ rehearsal: Rehearsal; issues: string[] }> {
  const environment = defineEnvironments(entries.specs, entries.catalog).find((one) => one.name === name)!;
  const stacks = synthesized(entries, name);
  const rehearsal = await Rehearsal.start(environment, work);
  const steps: Step[] = [];
  for (const layer of layers) {
    steps.push(await rehearsal.deploy(layer, stacks));
    if (issuesOf(steps.at(-1)!).length > 0) break;
  }
  terminal.out(`The reference environment ${name}, from nothing:`);
  console.table(steps.map(rowOf));
  return { rehearsal, issues: [...steps.flatMap(issuesOf), ...unknownCalls(rehearsal.google)] };
}

async function run(scenario: Scenario, reference: Entries, base: Rehearsal, work: string): Promise<string[]> {
  const rehearsal = await base.copy(work, scenario.faults);
  const entries = structuredClone(reference);
  const steps: Step[] = [];
  const issues: string[] = [];
  try {
    let before = synthesized(entries, scenario.environment);
    for (const { edit, deploys, refused, byHand, holds } of scenario.changes) {
      edit(entries);
      const stacks = synthesized(entries, scenario.environment);
      const [pass, second] = passesOf(changesOf(scenario.environment, before, stacks));
      before = stacks;
      if (deploys === undefined && second !== undefined)
        return [`${scenario.name}: one of its edits adds and removes, which takes two deploys`];
      for (const layer of deploys ?? pass?.layers ?? []) {
        const step = await rehearsal.deploy(layer, stacks);
        steps.push(step);
        if (refused === undefined) issues.push(...issuesOf(step));
        else if (!step.applied.errors.some((error) => refused.test(error)))
          issues.push(
            `${step.what}: was to be refused with ${String(refused)}, got: ${step.applied.errors.join("; ") || "no error"}`,
          );
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      issues.push(...unmet(holds?.(rehearsal.world) ?? []));
      if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      byHand?.(rehearsal.world);
    }
    return unknownCalls(rehearsal.google).map((call) => `${scenario.name}: ${call}`);
  } catch (error) {
    return [`${scenario.name}: ${(error as Error).message}`];
  } finally {
    console.table(steps.map((step) => ({ scenario: scenario.name, ...rowOf(step) })));
    await rehearsal.close();
  }
}

const synthesized = ({ specs, catalog }: Entries, name: string): Stacks =>
  stacksOf(defineEnvironments(specs, catalog).filter((one) => one.name === name));
