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
import type { Mutation } from "./mutations/mutation";
import { Rehearsal, type Step } from "./rehearsal";
import { issuesOf, rowOf, unknownCalls } from "./report";
import type { Entries } from "./scenario";

/**
 * Deploys the reference's protected environment, which has every product, with one
 * mistake in each resource that it touches, and expects each mistake to be refused.
 * Returns the exit code: 0 if every one is.
 */
export async function runMutations({ specs, catalog }: Entries, work: string, terminal: Terminal): Promise<number> {
  const environment = defineEnvironments(specs, catalog).find(({ name }) => name === "prod")!;
  const stacks = stacksOf([environment]);
  const mutations = mutationsOf(environment, stacks);
  const stages = await stagesOf(environment, stacks, mutations, join(work, "stages"));
  const missed = new Set<Mutation>();
  let deploys = 0;
  /** Deploys mistakes together; returns those that nothing noticed. */
  const tried = async (batch: readonly Mutation[]): Promise<readonly Mutation[]> => {
    const { step, unknown } = await deployed(
      batch,
      stages.get(missingOf(batch[0]!))!,
      stacks,
      join(work, String(++deploys)),
    );
    for (const call of unknown) terminal.err(call);
    const left = batch.filter((mutation) => !isNoticed(mutation, step));
    if (batch.length === 1)
      for (const mutation of left) {
        missed.add(mutation);
        terminal.err(missedLine(mutation, step));
      }
    return left;
  };
  for (const batch of batchesOf(mutations, environment, stacks)) {
    const left = await tried(batch);
    // What is not refused in company may have been hidden by another mistake.
    if (batch.length > 1) for (const one of left) await tried([one]);
  }
  for (const stage of stages.values()) await stage.close();
  const kinds = [...new Set(mutations.map(({ kind }) => kind))].map((kind) => {
    const own = mutations.filter((one) => one.kind === kind);
    return { mistake: kind, number: own.length, noticed: own.filter((one) => !missed.has(one)).length };
  });
  console.table(kinds);
  terminal.out(`${mutations.length} mistakes in ${deploys} deploys, ${missed.size} of them not noticed`);
  return missed.size > 0 ? 1 : 0;
}

/** The first layer that is not there. What watches needs nothing of runtime to be made. */
const missingOf = ({ layer, missing = layer }: Mutation): Layer => (missing === "operations" ? "runtime" : missing);

function missedLine({ kind, what, address, says }: Mutation, step: Step): string {
  const got = issuesOf(step).join("; ").replaceAll(/\s+/g, " ").slice(0, 400) || "no error";
  return `${kind}: ${what}: ${address} was to be refused with ${String(says)}, got: ${got}`;
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
  for (const layer of layers) {
    const first = mutations.filter((one) => missingOf(one) === layer);
    if (first.length > 0) {
      const stage = await rehearsal.copy(join(work, layer));
      for (const one of new Set(first.map((mutation) => mutation.layer))) await stage.prepare(one, stacks);
      stages.set(layer, stage);
    }
    if (layer === "runtime") break;
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

const isNoticed = ({ address, says }: Mutation, { applied, left }: Step): boolean =>
  applied.errors.some((error) => error.startsWith(`${address}: `) && says.test(error.replaceAll(/\s+/g, " "))) ||
  left.some((change) => change.startsWith(`${address}: `));
