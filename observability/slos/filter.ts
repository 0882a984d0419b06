import type { Metric } from "../metrics/metric";
import type { Labels } from "../promql";

/** Time series of a metric as Cloud Monitoring's API selects them. Google, "Monitoring filters". */
export const monitoringFilter = (metric: Metric, labels: Labels): string =>
  [
    `metric.type="${metric.type}"`,
    `resource.type="${metric.resource}"`,
    ...Object.entries(labels).map(
      ([label, value]) => `${metric.labels.includes(label) ? "metric" : "resource"}.labels.${label}="${value}"`,
    ),
  ].join(" AND ");
