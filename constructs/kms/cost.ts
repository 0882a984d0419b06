import type { Environment } from "../../contract/environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { keysByLocation } from "./names";

/** Billed versions of a key: the current one and those of a year of quarterly rotations, which can all still decrypt. */
const keyVersions = 5;

export function kmsLines(environment: Environment): CostLine[] {
  const keys = [...keysByLocation(environment).values()].reduce((sum, types) => sum + types.length, 0);
  if (keys === 0) return [];
  return [
    pricedLine(environment.primaryRegion)(
      "keys/versions",
      "Cloud KMS",
      "Versions of keys",
      prices.keyVersion,
      // Plus the key of the state.
      (keys + 1) * keyVersions,
      `${keys + 1} keys, each with the versions of a year`,
    ),
  ];
}
