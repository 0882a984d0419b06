import type { Product } from "../product";
import { pubsubAlerts } from "./alerts";
import { pubsubLines } from "./cost";
import { pubsub } from "./metrics";
import { pubsubPolicies } from "./policies";
import { pubsubStores } from "./recovery";
import { pubsubIssues } from "./rules";

export const pubsubProduct: Product = {
  rules: pubsubIssues,
  stores: pubsubStores,
  cost: pubsubLines,
  alerts: [pubsubAlerts],
  policies: pubsubPolicies,
  metrics: pubsub,
  // Seeking replays messages and counts as an admin read. Messages themselves leave no entry (Google, "Pub/Sub audit logging").
  audit: { service: "pubsub", reads: "everything", declared: () => true },
};
