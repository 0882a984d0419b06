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

/** Lines of each product, in the order in which they are shown. */
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
 * What an environment costs in a month at list prices, line by line, from its
 * entries and its expected usage alone. Free amounts of a project are taken off,
 * those of a billing account are not, since its projects share them; neither
 * are discounts.
 */
export const estimate = (environment: Environment): CostLine[] =>
  products.flatMap((lines) => lines(environment)).filter(({ usd }) => usd > 0);

/** What it costs without a single user: what runs all the time, and empty stores. */
export const baseline = (environment: Environment): CostLine[] => estimate({ ...environment, usage: noUsage });
