import type { Product } from "../product";
import { cloudMonitoringAlerts } from "./alerts";
import { observabilityLines } from "./cost";
import { uptime } from "./metrics";
import { cloudMonitoringPolicies } from "./policies";
import { cloudMonitoringIssues } from "./rules";

export const cloudMonitoringProduct: Product = {
  rules: cloudMonitoringIssues,
  cost: observabilityLines,
  alerts: [cloudMonitoringAlerts],
  policies: cloudMonitoringPolicies,
  metrics: uptime,
};
