import type { Product } from "../product";
import { cloudLoggingAlerts } from "./alerts";
import { logging } from "./metrics";
import { cloudLoggingPolicies } from "./policies";
import { cloudLoggingIssues } from "./rules";

export const cloudLoggingProduct: Product = {
  rules: cloudLoggingIssues,
  alerts: [cloudLoggingAlerts],
  policies: cloudLoggingPolicies,
  metrics: logging,
};
