import type { Product } from "../product";
import { logging } from "./metrics";
import { cloudLoggingPolicies } from "./policies";
import { cloudLoggingIssues } from "./rules";

export const cloudLoggingProduct: Product = {
  rules: cloudLoggingIssues,
  policies: cloudLoggingPolicies,
  metrics: logging,
};
