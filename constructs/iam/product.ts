import type { Product } from "../product";
import { iamAlerts } from "./alerts";
import { deployPolicies } from "./deploy-policies";
import { iamPolicies } from "./policies";
import { iamIssues } from "./rules";

export const iamProduct: Product = {
  rules: iamIssues,
  alerts: [iamAlerts],
  policies: [...iamPolicies, ...deployPolicies],
  audit: [
    // Also the tokens and signatures of iamcredentials.googleapis.com, which has no configuration of its own. Google, "Service Account Credentials audit logging".
    { service: "iam", reads: "metadata", declared: () => true },
    // The exchange of GitHub's tokens. Google, "Security Token Service audit logging".
    { service: "sts", reads: "metadata", declared: () => true },
  ],
};
