import type { Environment } from "../environment";
import { noUsage } from "../usage";
import { clusterLines } from "../../constructs/gke/cost";
import type { CostLine } from "./line";
import { modelLines } from "../../constructs/vertex-ai/cost";
import { networkLines } from "../../constructs/load-balancing/cost";
import { observabilityLines } from "../../constructs/cloud-monitoring/cost";
import { runLines } from "../../constructs/cloud-run/cost";
import { storeLines } from "./stores";

/**
 * What an environment costs in a month at list prices, line by line, from its
 * entries and its expected usage alone. Free amounts of a project are taken off,
 * those of a billing account are not, since its projects share them; neither
 * are discounts.
 */
export const estimate = (environment: Environment): CostLine[] =>
  [
    ...runLines(environment),
    ...networkLines(environment),
    ...modelLines(environment),
    ...storeLines(environment),
    ...clusterLines(environment),
    ...observabilityLines(environment),
  ].filter(({ usd }) => usd > 0);

/** What it costs without a single user: what runs all the time, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });
