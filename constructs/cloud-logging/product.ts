import type { Product } from "../product";
import { logging } from "./metrics";
import { auditPolicies } from "./policies";
import { auditFaults } from "./rules";

export const cloudLoggingProduct: Product = {
  rules: auditFaults,
  policies: auditPolicies,
  metrics: logging,
};
