import { join } from "node:path";
import { defineEnvironments } from "../../contract/define-environment";
import type { Terminal } from "../command";
import { stacksOf } from "../update/stacks";
import { changesOf, passesOf, type Stacks } from "../deploy-order/order";
import { layers, type Layer } from "../../contract/names";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";
import type { Change, Entries, Scenario } from "./scenario";
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
    for (const change of scenario.changes) {
      const { happens, olderState = [], edit, refusedBySynth, sections = [], commands = [] } = change;
      const { deploys, destroys, refused, wrong, does = {} } = change;
      happens?.(rehearsal.world);
      for (const layer of olderState) rehearsal.restoreState(layer);
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
      for (const by of [
        ...sections.map((section) => () => rehearsal.section(section.layer, section, stacks)),
        ...commands.map(
          ({ layer, args }) =>
            () =>
              rehearsal.command(layer, args, stacks),
        ),
        ...(destroys ?? []).map((layer) => () => rehearsal.destroy(layer, last)),
      ]) {
        const step = await by();
        steps.push(step);
        issues.push(...issuesOf(step));
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      const done: Step[] = [];
      for (const layer of deploys ?? (destroys === undefined ? pass?.layers : undefined) ?? []) {
        const step = await rehearsal.deploy(layer, stacks);
        steps.push(step);
        done.push(step);
        if (refused === undefined) issues.push(...issuesOf(step));
        else if (!step.applied.errors.some((error) => refused.test(error)))
          issues.push(
            `${step.what}: was to be refused with ${String(refused)}, got: ${step.applied.errors.join("; ") || "no error"}`,
          );
        if (issues.length > 0) return issues.map((issue) => `${scenario.name}: ${issue}`);
      }
      issues.push(...(wrong?.(rehearsal.world) ?? []), ...differences(done, does));
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
/** Where deploys together did not do what they were to do. */
const differences = (steps: readonly Step[], expected: NonNullable<Change["does"]>): string[] =>
  Object.entries(expected).flatMap(([what, count]) => {
    const got = steps.reduce((sum, { applied }) => sum + applied[what as keyof typeof expected], 0);
    return got === count ? [] : [`${steps.map((step) => step.what).join(", ")}: ${got} ${what} instead of ${count}`];
  });

const synthesized = ({ specs, catalog }: Entries, name: string): Stacks =>
  stacksOf(defineEnvironments(specs, catalog).filter((one) => one.name === name));
