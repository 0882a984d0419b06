import { cloudRun } from "../../observability/metrics/cloud-run";
import { cloudSql } from "../../observability/metrics/cloud-sql";
import { cloudStorage } from "../../observability/metrics/cloud-storage";
import { firestore } from "../../observability/metrics/firestore";
import { kubernetes } from "../../observability/metrics/kubernetes";
import { loadBalancing } from "../../observability/metrics/load-balancing";
import { logMetrics } from "../../observability/metrics/log-based";
import { logging } from "../../observability/metrics/logging";
import type { Metric } from "../../observability/metrics/metric";
import { pubsub } from "../../observability/metrics/pubsub";
import { serviceUsage } from "../../observability/metrics/service-usage";
import { uptime } from "../../observability/metrics/uptime";
import { vertexAi } from "../../observability/metrics/vertex-ai";

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
