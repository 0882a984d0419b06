import type { Product } from "../product";
import { clusterAlerts } from "./alerts";
import { clusterLines } from "./cost";
import { kubernetes } from "./metrics";
import { clusterPolicies } from "./policies";
import { clusterIssues } from "./rules";
import { gpuTiles } from "./tiles";

export const gkeProduct: Product = {
  rules: clusterIssues,
  cost: clusterLines,
  alerts: [clusterAlerts],
  tiles: gpuTiles,
  policies: clusterPolicies,
  metrics: kubernetes,
};
