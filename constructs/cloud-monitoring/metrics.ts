import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const checkedHost: MonitoredResource = { type: "uptime_url", labels: ["host"] };

const checkLabels = [
  "check_id",
  "checker_location",
  "checker_project_id",
  "checker_network",
  "checker_zone",
  "checked_resource_id",
] as const;

/** Metrics of uptime checks: one series per check and checker location. */
export const uptime = {
  checkPassed: {
    type: "monitoring.googleapis.com/uptime_check/check_passed",
    resource: checkedHost,
    ambiguous: true,
    labels: checkLabels,
    kind: "GAUGE",
    valueType: "BOOL",
    unit: "",
    meaning: "1 where the check passed from that location.",
    visibilityDelaySeconds: 35,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
  daysUntilCertificateExpires: {
    type: "monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires",
    resource: checkedHost,
    ambiguous: true,
    labels: checkLabels,
    kind: "GAUGE",
    valueType: "DOUBLE",
    unit: "d",
    meaning: "Days until the certificate that the host presented expires.",
    visibilityDelaySeconds: 35,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
} satisfies Readonly<Record<string, Metric>>;
