import { cloudRun } from "../../constructs/cloud-run/metrics";
import { cloudSql } from "../../constructs/cloud-sql/metrics";
import { cloudStorage } from "../../constructs/cloud-storage/metrics";
import { firestore } from "../../constructs/firestore/metrics";
import { kubernetes } from "../../constructs/gke/metrics";
import { loadBalancing } from "../../constructs/load-balancing/metrics";
import { logMetrics } from "../../observability/metrics/log-based";
import { logging } from "../../constructs/cloud-logging/metrics";
import type { Metric } from "../../observability/metrics/metric";
import { pubsub } from "../../constructs/pubsub/metrics";
import { serviceUsage } from "../../constructs/cloud-quotas/metrics";
import { uptime } from "../../constructs/cloud-monitoring/metrics";
import { vertexAi } from "../../constructs/vertex-ai/metrics";

/** Every metric of the catalogue, by its group and key. */
export const metricGroups: Readonly<Record<string, Readonly<Record<string, Metric>>>> = {
  cloudRun,
  cloudSql,
  cloudStorage,
  firestore,
  kubernetes,
  loadBalancing,
  logMetrics,
  logging,
  pubsub,
  serviceUsage,
  uptime,
  vertexAi,
};
