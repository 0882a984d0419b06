import { products } from "../../constructs/products";
import type { Environment } from "../environment";
import { noUsage } from "../usage";
import type { CostLine } from "./line";

/**
 * Monthly cost of an environment at list prices, line by line, from its entries
 * and its expected usage alone. Free amounts per project are deducted. Free
 * amounts per billing account are not, since its projects share them; nor are
 * discounts.
 */
export const estimate = (environment: Environment): CostLine[] =>
  products.flatMap(({ cost }) => cost?.(environment) ?? []).filter(({ usd }) => usd > 0);

/** Monthly cost without any user: resources that always run, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });
