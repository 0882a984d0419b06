import { productsByFolder } from "../../constructs/products";
import { logMetrics } from "../../observability/metrics/log-based";
import { userRequests } from "../../observability/metrics/user-requests";
import type { Metric } from "../../observability/metrics/metric";

/** Every metric of the catalogue, by its product's folder and its key. */
export const metricGroups: Readonly<Record<string, Readonly<Record<string, Metric>>>> = {
  ...Object.fromEntries(
    Object.entries(productsByFolder).flatMap(([folder, { metrics }]) => (metrics ? [[folder, metrics]] : [])),
  ),
  "log-contract": logMetrics,
  "user-requests": userRequests,
};
