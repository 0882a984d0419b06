import type { Product } from "../product";
import { loadBalancerLines } from "./cost";
import { loadBalancing } from "./metrics";
import { loadBalancerPolicies } from "./policies";
import { loadBalancerIssues } from "./rules";

export const loadBalancingProduct: Product = {
  rules: loadBalancerIssues,
  cost: loadBalancerLines,
  policies: loadBalancerPolicies,
  metrics: loadBalancing,
};
