import { join } from "node:path";
import { defineEnvironments } from "../../contract/define-environment";
import type { Environment } from "../../contract/environment";
import { layers, stackId, type Layer } from "../../contract/names";
import type { Terminal } from "../command";
import type { Stacks } from "../deploy-order/order";
import { stacksOf } from "../update/stacks";
import { mutationsOf } from "./mutations/all";
import { batchesOf } from "./mutations/batches";
import { pruned } from "./mutations/cuts";
import type { Mutation, MutationKind } from "./mutations/mutation";
import { Tally } from "./mutations/tally";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";
import type { Entries } from "./scenario";

/**
 * Deploys the reference's protected environment, which has every product, with one
 * mistake in each resource that it touches, and expects each mistake to be refused but
 * for those with an excuse. With a kind, only mistakes of that kind.
 * Returns the exit code: 0 if every one went as it is to go.
 */
export async function runMutations(
  { specs, catalog }: Entries,
  kind: MutationKind | undefined,
  work: string,
  terminal: Terminal,
): Promise<number> {
  const environment = defineEnvironments(specs, catalog).find(({ name }) => name === "prod")!;
  const stacks = stacksOf([environment]);
  const mutations = mutationsOf(environment, stacks).filter((one) => kind === undefined || one.kind === kind);
  const deployable = mutations.filter(({ excuse }) => excuse?.verdict !== "unchecked");
  const stages = await stagesOf(environment, stacks, deployable, join(work, "stages"));
  const tally = new Tally(mutations);
  const batches = batchesOf(deployable, environment, stacks);
  let deploys = 0;
  /** Deploys mistakes together; returns those that did not go as they are to go. */
  const tried = async (batch: readonly Mutation[], which: string): Promise<readonly Mutation[]> => {
    const stage = stages.get(missingOf(batch[0]!))!;
    const started = Date.now();
    const { step, unknown } = await deployed(batch, stage, stacks, join(work, String(++deploys)));
    const seconds = (Date.now() - started) / 1000;
    for (const call of unknown) terminal.err(call);
    const left = batch.filter((mutation) => !wentRight(mutation, step));
    terminal.out(`${which}: ${step.what} with ${batch.length} mistakes, ${seconds.toFixed(0)} s`);
    // What is not refused in company may have been hidden by another mistake.
    const goesOn = batch.length > 1 && batch[0]!.excuse === undefined;
    for (const one of batch) {
      const outcome = (one.excuse === undefined) === left.includes(one) ? "accepted" : "refused";
      const note = !left.includes(one) ? "" : goesOn ? ", is tried alone" : ", which is wrong";
      terminal.out(`  ${outcome}${note}: ${one.kind}: ${one.what}`);
    }
    tally.took(batch, seconds);
    if (goesOn) return left;
    for (const mutation of left) {
      tally.wrong(mutation);
      terminal.err(wrongLine(mutation, step));
    }
    return [];
  };
  for (const [index, batch] of batches.entries()) {
    const which = `${index + 1} of ${batches.length}`;
    for (const one of await tried(batch, which)) await tried([one], `${which}, alone`);
  }
  for (const stage of stages.values()) await stage.close();
  console.table(tally.rows);
  terminal.out(`${mutations.length} mistakes in ${deploys} deploys, ${tally.wrongs} of them not as they are to be`);
  return tally.wrongs > 0 ? 1 : 0;
}

/** The first layer that is not there. What watches needs nothing of runtime to be made. */
const missingOf = ({ layer, missing = layer }: Mutation): Layer => (missing === "operations" ? "runtime" : missing);

function wrongLine({ kind, what, address, says, excuse }: Mutation, step: Step): string {
  const got = issuesOf(step).join("; ").replaceAll(/\s+/g, " ").slice(0, 400) || "no error";
  const was = excuse === undefined ? `refused with ${String(says)}` : `accepted (${excuse.reason})`;
  return `${kind}: ${what}: ${address} was to be ${was}, got: ${got}`;
}

/** The environment as it is before each layer that is not there for a mutation. */
async function stagesOf(
  environment: Environment,
  stacks: Stacks,
  mutations: readonly Mutation[],
  work: string,
): Promise<Map<Layer, Rehearsal>> {
  const stages = new Map<Layer, Rehearsal>();
  const rehearsal = await Rehearsal.start(environment, join(work, "all"));
  const steps: Step[] = [];
  const needed = mutations.map(missingOf);
  for (const layer of layers) {
    const first = mutations.filter((one) => missingOf(one) === layer);
    if (first.length > 0) {
      const stage = await rehearsal.copy(join(work, layer));
      for (const one of new Set(first.map((mutation) => mutation.layer))) await stage.prepare(one, stacks);
      stages.set(layer, stage);
    }
    if (needed.every((one) => stages.has(one))) break;
    steps.push(await rehearsal.deploy(layer, stacks, "nothing"));
    const [issue] = issuesOf(steps.at(-1)!);
    if (issue !== undefined) throw new Error(`without a mistake: ${issue}`);
  }
  console.table(steps.map(rowOf));
  await rehearsal.close();
  return stages;
}

/** Deploys a layer with mistakes, as far as these concern it. */
async function deployed(
  batch: readonly Mutation[],
  stage: Rehearsal,
  stacks: Stacks,
  work: string,
): Promise<{ step: Step; unknown: string[] }> {
  const { layer } = batch[0]!;
  const id = stackId(stage.environment, layer);
  const stack = pruned(
    stacks.get(id)!,
    batch.flatMap(({ address, besides = [] }) => [address, ...besides]),
  );
  for (const { change } of batch) change?.(stack);
  const rehearsal = await stage.copy(work, {
    holds: batch.flatMap(({ hold = [] }) => hold),
    omits: (world) => {
      for (const { omits } of batch) omits?.(world);
    },
  });
  let step = await rehearsal.deploy(layer, new Map([...stacks, [id, stack]]));
  for (const { then } of batch) then?.(stack);
  if (batch.some(({ then }) => then !== undefined) && step.applied.errors.length === 0)
    step = await rehearsal.deploy(layer, new Map([...stacks, [id, stack]]));
  await rehearsal.close();
  return { step, unknown: unknownCalls(rehearsal.google) };
}

/** Whether a mistake was refused at its resource, or with an excuse everything that was deployed with it succeeded. */
const wentRight = (mutation: Mutation, step: Step): boolean =>
  mutation.excuse === undefined ? isNoticed(mutation, step) : issuesOf(step).length === 0;

/** Whether an error is that of a resource, or of one of several that could not be destroyed. */
const isAt = (address: string, error: string): boolean => error.split(": ")[0]!.split(", ").includes(address);

const isNoticed = ({ address, says }: Mutation, { applied, left }: Step): boolean =>
  applied.errors.some((error) => isAt(address, error) && says.test(error.replaceAll(/\s+/g, " "))) ||
  left.some((change) => change.startsWith(`${address}: `));
