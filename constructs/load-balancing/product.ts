import type { Product } from "../product";
import { loadBalancerLines } from "./cost";
import { loadBalancing } from "./metrics";
import { loadBalancerPolicies } from "./policies";
import { signedUrlIssues } from "./rules";

export const loadBalancingProduct: Product = {
  rules: signedUrlIssues,
  cost: loadBalancerLines,
  policies: loadBalancerPolicies,
  metrics: loadBalancing,
};
