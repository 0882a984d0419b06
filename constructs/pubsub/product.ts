import type { Product } from "../product";
import { pubsubAlerts } from "./alerts";
import { pubsubLines } from "./cost";
import { pubsub } from "./metrics";
import { pubsubPolicies } from "./policies";
import { pubsubStores } from "./recovery";
import { pubsubIssues } from "./rules";
import { pushVariables } from "./variables";

export const pubsubProduct: Product = {
  rules: pubsubIssues,
  stores: pubsubStores,
  variables: pushVariables,
  cost: pubsubLines,
  alerts: [pubsubAlerts],
  policies: pubsubPolicies,
  metrics: pubsub,
  // A seek replays messages and is logged as an admin read. Messages themselves are not logged (Google, "Pub/Sub audit logging").
  audit: { service: "pubsub", reads: "everything", declared: () => true },
};
