import type { Product } from "../product";
import { uptimeAlerts } from "./alerts";
import { observabilityLines } from "./cost";
import { uptime } from "./metrics";
import { monitoringPolicies } from "./policies";
import { notificationFaults } from "./rules";

export const cloudMonitoringProduct: Product = {
  rules: notificationFaults,
  cost: observabilityLines,
  alerts: [uptimeAlerts],
  policies: monitoringPolicies,
  metrics: uptime,
};
