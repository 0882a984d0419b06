import type { Product } from "../product";
import { iamAlerts } from "./alerts";
import { deployPolicies } from "./deploy-policies";
import { iamPolicies } from "./policies";
import { identityIssues } from "./rules";

export const iamProduct: Product = {
  rules: identityIssues,
  alerts: [iamAlerts],
  policies: [...iamPolicies, ...deployPolicies],
};
