import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { leastWindowSeconds } from "../../observability/metrics/metric";
import { series, window } from "../../observability/promql";
import { logging } from "./metrics";

const windowSeconds = leastWindowSeconds(logging.exportErrors);

/**
 * Alert on log entries that a sink could not deliver: to the audit trail's bucket, or to
 * the log buckets. What a sink loses, nobody sees missing until somebody looks for it.
 * Not verified: that the sinks `_Default` and `_Required` write the metric too.
 */
export function cloudLoggingAlerts(environment: Environment): Alert[] {
  const errors = series(environment, logging.exportErrors, {});
  return [
    {
      kind: "log-export-errors",
      subject: { kind: "environment" },
      title: "Log export fails",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: "a sink could not deliver an entry",
          value: `sum by (name) (increase(${errors}[${window(windowSeconds)}]))`,
          comparison: ">",
          threshold: 0,
          forSeconds: 60,
        },
      ],
      meaning: `A sink could not deliver log entries within the last ${windowSeconds / 60} minutes; the incident's label names it. The audit trail, or a log, has a gap.`,
      logs: `logName="projects/${environment.project.id}/logs/logging.googleapis.com%2Fsink_error"`,
    },
  ];
}
