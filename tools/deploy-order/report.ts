import { stackId } from "../../contract/names";
import type { Crossing } from "./crossings";
import type { LayerChange, Pass } from "./order";

/** How many addresses of a list are shown. */
const shown = 10;

/** What must be carried from one state into another one before the deploys, as lines for people. */
export const crossingLines = (environment: string, crossings: readonly Crossing[]): string[] =>
  crossings.map(
    ({ from, to, old, now }) =>
      `${environment}: ${old} of ${from} becomes ${now} of ${to} and is the same thing at Google; before the deploys take it out of the one state and, unless it is a grant, import it into the other (docs/how-to/add-a-queue.md#from-push-to-pull-and-back shows how)`,
  );

/** The deploys of an environment's change as lines for people, with what makes their order. */
export function deployOrderLines(
  environment: string,
  changes: readonly LayerChange[],
  passes: readonly Pass[],
): string[] {
  if (passes.length === 0) return [`${environment}: nothing changes`];
  const lines = passes.flatMap(({ what, layers }, index) => [
    passes.length === 1
      ? `${environment}:`
      : `${environment}, ${index === 0 ? "first" : "then"} a commit with the ${what} alone:`,
    ...layers.map(
      (layer) => `  npx cdktf deploy ${stackId({ name: environment }, layer)} --ignore-missing-stack-dependencies`,
    ),
  ]);
  const why = changes.flatMap(({ layer, added, removed }) => [
    ...listed(`${layer} gains`, added),
    ...listed(`${layer} loses`, removed),
  ]);
  return [...lines, ...why];
}

const listed = (what: string, addresses: readonly string[]): string[] =>
  addresses.length === 0
    ? []
    : [
        `  ${what} ${addresses.slice(0, shown).join(", ")}${addresses.length > shown ? ` and ${addresses.length - shown} more` : ""}`,
      ];
