import { stackId } from "../../contract/names";
import type { LayerChange, Pass } from "./order";

/** How many addresses of a list are shown. */
const shown = 10;

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
