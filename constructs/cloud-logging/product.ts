import type { Product } from "../product";
import { logging } from "./metrics";
import { auditPolicies } from "./policies";
import { auditIssues } from "./rules";

export const cloudLoggingProduct: Product = {
  rules: auditIssues,
  policies: auditPolicies,
  metrics: logging,
};
