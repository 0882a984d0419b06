import type { Product } from "../product";
import { iamAlerts } from "./alerts";
import { deliveryPolicies } from "./deploy-policies";
import { iamPolicies } from "./policies";
import { identityFaults } from "./rules";

export const iamProduct: Product = {
  rules: identityFaults,
  alerts: [iamAlerts],
  policies: [...iamPolicies, ...deliveryPolicies],
};
