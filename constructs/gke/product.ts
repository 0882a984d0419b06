import type { Product } from "../product";
import { gkeAlerts } from "./alerts";
import { gkeLines } from "./cost";
import { kubernetes } from "./metrics";
import { gkePolicies } from "./policies";
import { gkeIssues } from "./rules";
import { gkeTiles } from "./tiles";

export const gkeProduct: Product = {
  rules: gkeIssues,
  cost: gkeLines,
  alerts: [gkeAlerts],
  tiles: gkeTiles,
  policies: gkePolicies,
  metrics: kubernetes,
};
