import { products } from "../../constructs/products";
import type { Environment } from "../environment";
import { noUsage } from "../usage";
import type { CostLine } from "./line";

/**
 * What an environment costs in a month at list prices, line by line, from its
 * entries and its expected usage alone. Free amounts of a project are taken off,
 * those of a billing account are not, since its projects share them; neither
 * are discounts.
 */
export const estimate = (environment: Environment): CostLine[] =>
  products.flatMap(({ cost }) => cost?.(environment) ?? []).filter(({ usd }) => usd > 0);

/** What it costs without a single user: what runs all the time, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });
