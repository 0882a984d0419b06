import { stackId } from "../../../contract/names";
import type { Stacks } from "../../deploy-order/order";
import { Graph } from "./graph";
import type { Mutation } from "./mutation";

/** What mutations of one deploy have in common: what an earlier layer lacks concerns every resource. */
const groupOf = ({ kind, layer, missing, omits, then, excuse }: Mutation): string =>
  [layer, missing, (omits ?? then) === undefined ? "" : kind, excuse === undefined ? "" : "excused"].join();

/** The provider sets all grants on a project in one call, and each by itself once that is refused: too late to be refused again. */
const isOnProject = (address: string): boolean => address.startsWith("google_project_iam_member.");

/**
 * Mutations that are deployed together. Terraform goes on with what does not wait for
 * a failed resource, so several mistakes show in one deploy if none of the resources
 * that are to be refused waits for another one of them.
 */
export function batchesOf(
  mutations: readonly Mutation[],
  environment: { readonly name: string },
  stacks: Stacks,
): Mutation[][] {
  const graphs = new Map([...stacks].map(([id, stack]) => [id, new Graph(stack)]));
  const areApart = (one: Mutation, other: Mutation): boolean => {
    if (groupOf(one) !== groupOf(other)) return false;
    // What is accepted hides nothing.
    if (one.excuse !== undefined) return true;
    const graph = graphs.get(stackId(environment, one.layer))!;
    const [a, b] = [one.address, other.address];
    const [needsOfA, needsOfB] = [graph.needsOf(a), graph.needsOf(b)];
    return (
      a !== b &&
      !needsOfA.has(b) &&
      !needsOfB.has(a) &&
      !(isOnProject(a) && [b, ...needsOfB].some(isOnProject)) &&
      !(isOnProject(b) && [...needsOfA].some(isOnProject))
    );
  };
  const batches: Mutation[][] = [];
  for (const mutation of mutations) {
    const found = batches.find((batch) => batch.every((other) => areApart(mutation, other)));
    if (found === undefined) batches.push([mutation]);
    else found.push(mutation);
  }
  return batches;
}
