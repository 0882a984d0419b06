import type { Product } from "../product";
import { cloudRunLines } from "./cost";
import { crashAlerts } from "./crash-alerts";
import { cloudRun } from "./metrics";
import { cloudRunPolicies } from "./policies";
import { probeAlerts } from "./probe-alerts";
import { cloudRunIssues } from "./rules";
import { saturationAlerts } from "./saturation-alerts";

export const cloudRunProduct: Product = {
  rules: cloudRunIssues,
  cost: cloudRunLines,
  alerts: [crashAlerts, probeAlerts, saturationAlerts],
  policies: cloudRunPolicies,
  metrics: cloudRun,
  // Service configurations, which contain the names of all secrets and buckets.
  audit: { service: "run", reads: "content", declared: ({ services }) => services.length > 0 },
};
