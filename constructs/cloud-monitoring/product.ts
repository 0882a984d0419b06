import type { Product } from "../product";
import { uptimeAlerts } from "./alerts";
import { observabilityLines } from "./cost";
import { uptime } from "./metrics";
import { cloudMonitoringPolicies } from "./policies";
import { notificationIssues } from "./rules";

export const cloudMonitoringProduct: Product = {
  rules: notificationIssues,
  cost: observabilityLines,
  alerts: [uptimeAlerts],
  policies: cloudMonitoringPolicies,
  metrics: uptime,
};
