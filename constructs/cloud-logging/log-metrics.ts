import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { linesOf } from "../../observability/log-lines";
import { LogMetric } from "./log-metric";

export interface LogMetricsProps {
  readonly environment: Environment;
}

/**
 * The metrics of every line that a service of the environment writes, by their
 * keys in the log contract.
 *
 * Entries that an exclusion keeps out of storage still count (Google, "Log-based
 * metrics overview"), and entries from before a metric's creation do not. Cloud
 * Monitoring knows a new metric's type some minutes after its creation, so alerts
 * and objectives belong to a later layer.
 */
export class LogMetrics extends Construct {
  constructor(scope: Construct, id: string, { environment }: LogMetricsProps) {
    super(scope, id);
    for (const line of linesOf(environment)) {
      for (const metric of Object.keys(line.metrics)) new LogMetric(this, metric, { environment, line, metric });
    }
  }
}
