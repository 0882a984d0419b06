import type { Product } from "../product";
import { logging } from "./metrics";
import { cloudLoggingPolicies } from "./policies";
import { auditIssues } from "./rules";

export const cloudLoggingProduct: Product = {
  rules: auditIssues,
  policies: cloudLoggingPolicies,
  metrics: logging,
};
