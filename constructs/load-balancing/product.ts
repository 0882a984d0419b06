import type { Product } from "../product";
import { loadBalancerLines } from "./cost";
import { loadBalancing } from "./metrics";
import { loadBalancerPolicies } from "./policies";
import { deliveryFaults } from "./rules";

export const loadBalancingProduct: Product = {
  rules: deliveryFaults,
  cost: loadBalancerLines,
  policies: loadBalancerPolicies,
  metrics: loadBalancing,
};
