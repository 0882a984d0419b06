import type { Product } from "../product";
import { queueAlerts } from "./alerts";
import { messageLines } from "./cost";
import { pubsub } from "./metrics";
import { messagingPolicies } from "./policies";
import { queueStores } from "./recovery";
import { queueIssues } from "./rules";
import { pushVariables } from "./variables";

export const pubsubProduct: Product = {
  rules: queueIssues,
  stores: queueStores,
  variables: pushVariables,
  cost: messageLines,
  alerts: [queueAlerts],
  policies: messagingPolicies,
  metrics: pubsub,
  // Seeking replays messages and counts as an admin read. Messages themselves leave no entry (Google, "Pub/Sub audit logging").
  audit: { service: "pubsub", reads: "everything", declared: () => true },
};
