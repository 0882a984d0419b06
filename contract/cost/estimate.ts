import { products } from "../../constructs/products";
import type { Environment } from "../environment";
import type { Case } from "../figure";
import { noUsage } from "../usage";
import type { CostLine } from "./line";
import { asUsed } from "./used-environment";

/**
 * Monthly cost of an environment at list prices, line by line, from its entries
 * and its usage in one case alone. Free amounts per project are deducted. Free
 * amounts per billing account are not, since its projects share them; nor are
 * discounts.
 */
export function estimate(environment: Environment, which: Case = "expected"): CostLine[] {
  const used = asUsed(environment, which);
  return products.flatMap(({ cost }) => cost?.(used) ?? []).filter(({ usd }) => usd > 0);
}

/** Monthly cost without any user: resources that always run, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });

/** The lines of an estimate that Google bills under Vertex AI, which the budget of the model alone watches. */
export const modelLinesOf = (lines: readonly CostLine[]): CostLine[] =>
  lines.filter(({ key }) => key.startsWith("model/"));
