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
  // A seek replays messages and is logged as an admin read. Messages themselves are not logged (Google, "Pub/Sub audit logging").
  audit: { service: "pubsub", reads: "everything", declared: () => true },
};
