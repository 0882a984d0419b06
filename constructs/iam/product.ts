import type { Product } from "../product";
import { iamAlerts } from "./alerts";
import { deployPolicies } from "./deploy-policies";
import { iamPolicies } from "./policies";
import { iamIssues } from "./rules";

export const iamProduct: Product = {
  rules: iamIssues,
  alerts: [iamAlerts],
  policies: [...iamPolicies, ...deployPolicies],
};
