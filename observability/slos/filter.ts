import type { Metric } from "../metrics/metric";
import type { Labels } from "../promql";

/** Cloud Monitoring filter for a metric's time series. Google, "Monitoring filters". */
export const monitoringFilter = (metric: Metric, labels: Labels): string =>
  [
    `metric.type="${metric.type}"`,
    `resource.type="${metric.resource.type}"`,
    ...Object.entries(labels).map(
      ([label, value]) => `${metric.labels.includes(label) ? "metric" : "resource"}.labels.${label}="${value}"`,
    ),
  ].join(" AND ");
