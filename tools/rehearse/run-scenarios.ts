import { join } from "node:path";
import { defineEnvironments } from "../../contract/define-environment";
import type { Terminal } from "../command";
import { stacksOf } from "../update/stacks";
import { changesOf, passesOf, type Stacks } from "../deploy-order/order";
import { layers, type Layer } from "../../contract/names";
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
  const baseOf = ({ environment, first }: Scenario): unknown => first ?? environment;
  for (const [index, base] of [...new Set(scenarios.map(baseOf))].entries()) {
    const alike = scenarios.filter((scenario) => baseOf(scenario) === base);
    const { environment: name, first } = alike[0]!;
    const entries = structuredClone(reference);
    withRoom(entries);
    first?.(entries);
    const made = await deployed(name, neededBy(alike), entries, join(work, `${name}-${index}`), terminal);
    issues.push(...told(made.issues, terminal));
    if (made.issues.length === 0)
      for (const scenario of alike)
        issues.push(...told(await run(scenario, entries, made.rehearsal, join(work, scenario.name)), terminal));
    await made.rehearsal.close();
  }
  return issues.length > 0 ? 1 : 0;
}

/** The layers up to the last one that a scenario deploys. */
export function neededBy(scenarios: readonly Scenario[]): readonly Layer[] {
  const named = scenarios.flatMap(({ changes }) => changes.flatMap(({ deploys = layers }) => deploys));
  return layers.slice(0, 1 + Math.max(...named.map((layer) => layers.indexOf(layer))));
}

/** Says issues at once, since the next scenario takes a minute. */
function told(issues: readonly string[], terminal: Terminal): readonly string[] {
  for (const issue of issues) terminal.err(issue);
  return issues;
}

async function deployed(
  name: string,
  needed: readonly Layer[],
  entries: Entries,
  work: string,
  terminal: Terminal,
): Promise<{ rehearsal: Rehearsal; issues: string[] }> {
  const environment = defineEnvironments(entries.specs, entries.catalog).find((one) => one.name === name)!;
  const stacks = synthesized(entries, name);
  const rehearsal = await Rehearsal.start(environment, work);
  const steps: Step[] = [];
  for (const layer of needed) {
    steps.push(await rehearsal.deploy(layer, stacks));
    if (issuesOf(steps.at(-1)!).length > 0) break;
  }
  terminal.out(`The reference environment ${name}, from nothing:`);
  console.table(steps.map(rowOf));
  return { rehearsal, issues: [...steps.flatMap(issuesOf), ...unknownCalls(rehearsal.google)] };
}

async function run(scenario: Scenario, reference: Entries, base: Rehearsal, work: string): Promise<string[]> {
  const rehearsal = await base.copy(work, { faults: scenario.faults ?? [] });
  const entries = structuredClone(reference);
  const steps: Step[] = [];
  const issues: string[] = [];
  try {
    let before = synthesized(entries, scenario.environment);
    for (const { edit, refusedBySynth, commands = [], deploys, destroys, refused, wrong } of scenario.changes) {
      if (refusedBySynth !== undefined) {
        const changed = structuredClone(entries);
        edit?.(changed, rehearsal.world);
        issues.push(...notRefused(refusedBySynth, changed, scenario.environment));
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
        continue;
      }
      edit?.(entries, rehearsal.world);
      const stacks = synthesized(entries, scenario.environment);
      const [pass, second] = passesOf(changesOf(scenario.environment, before, stacks));
      const last = before;
      before = stacks;
      if (deploys === undefined && destroys === undefined && second !== undefined)
        return [`${scenario.name}: one of its edits adds and removes, which takes two deploys`];
      for (const { layer, args } of commands) {
        const step = await rehearsal.command(layer, args, stacks);
        steps.push(step);
        issues.push(...issuesOf(step));
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      for (const layer of destroys ?? []) {
        const step = await rehearsal.destroy(layer, last);
        steps.push(step);
        issues.push(...issuesOf(step));
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      for (const layer of deploys ?? (destroys === undefined ? pass?.layers : undefined) ?? []) {
        const step = await rehearsal.deploy(layer, stacks);
        steps.push(step);
        if (refused === undefined) issues.push(...issuesOf(step));
        else if (!step.applied.errors.some((error) => refused.test(error)))
          issues.push(
            `${step.what}: was to be refused with ${String(refused)}, got: ${step.applied.errors.join("; ") || "no error"}`,
          );
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      issues.push(...(wrong?.(rehearsal.world) ?? []));
      if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
    }
    return unknownCalls(rehearsal.google).map((call) => `${scenario.name}: ${call}`);
  } catch (error) {
    return [`${scenario.name}: ${(error as Error).message}`];
  } finally {
    console.table(steps.map((step) => ({ scenario: scenario.name, ...rowOf(step) })));
    await rehearsal.close();
  }
}

/** What is wrong with an edit that the contract was to refuse. */
function notRefused(refused: RegExp, entries: Entries, name: string): string[] {
  try {
    synthesized(entries, name);
    return [`the contract was to refuse an edit with ${String(refused)}, and accepted it`];
  } catch (error) {
    const { message } = error as Error;
    return refused.test(message) ? [] : [`the contract was to refuse an edit with ${String(refused)}, got: ${message}`];
  }
}

const synthesized = ({ specs, catalog }: Entries, name: string): Stacks =>
  stacksOf(defineEnvironments(specs, catalog).filter((one) => one.name === name));
