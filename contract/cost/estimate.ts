import { imageLines } from "../../constructs/artifact-registry/cost";
import { armorLines } from "../../constructs/cloud-armor/cost";
import { dnsLines } from "../../constructs/cloud-dns/cost";
import { observabilityLines } from "../../constructs/cloud-monitoring/cost";
import { runLines } from "../../constructs/cloud-run/cost";
import { databaseLines } from "../../constructs/cloud-sql/cost";
import { objectLines } from "../../constructs/cloud-storage/cost";
import { firestoreLines } from "../../constructs/firestore/cost";
import { clusterLines } from "../../constructs/gke/cost";
import { keyLines } from "../../constructs/kms/cost";
import { loadBalancerLines } from "../../constructs/load-balancing/cost";
import { messageLines } from "../../constructs/pubsub/cost";
import { secretLines } from "../../constructs/secret-manager/cost";
import { modelLines } from "../../constructs/vertex-ai/cost";
import { networkLines } from "../../constructs/vpc/cost";
import type { Environment } from "../environment";
import { noUsage } from "../usage";
import type { CostLine } from "./line";

/** Functions that return the cost lines of each product, in display order. */
const products: readonly ((environment: Environment) => CostLine[])[] = [
  runLines,
  loadBalancerLines,
  armorLines,
  networkLines,
  dnsLines,
  modelLines,
  firestoreLines,
  databaseLines,
  objectLines,
  imageLines,
  messageLines,
  keyLines,
  secretLines,
  clusterLines,
  observabilityLines,
];

/**
 * Monthly cost of an environment at list prices, line by line, from its entries
 * and its expected usage alone. Free amounts per project are deducted. Free
 * amounts per billing account are not, since its projects share them; nor are
 * discounts.
 */
export const estimate = (environment: Environment): CostLine[] =>
  products.flatMap((lines) => lines(environment)).filter(({ usd }) => usd > 0);

/** Monthly cost without any user: resources that always run, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });
