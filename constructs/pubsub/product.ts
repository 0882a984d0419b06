import type { Product } from "../product";
import { pubsubAlerts } from "./alerts";
import { messageLines } from "./cost";
import { pubsub } from "./metrics";
import { pubsubPolicies } from "./policies";
import { queueStores } from "./recovery";
import { queueIssues } from "./rules";

export const pubsubProduct: Product = {
  rules: queueIssues,
  stores: queueStores,
  cost: messageLines,
  alerts: [pubsubAlerts],
  policies: pubsubPolicies,
  metrics: pubsub,
  // Seeking replays messages and counts as an admin read. Messages themselves leave no entry (Google, "Pub/Sub audit logging").
  audit: { service: "pubsub", reads: "everything", declared: () => true },
};
