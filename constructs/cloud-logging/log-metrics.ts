import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { linesOf } from "../../observability/log-lines";
import { LogMetric } from "./log-metric";

export interface LogMetricsProps {
  readonly environment: Environment;
}

/**
 * The log-based metrics of every line that a service of the environment writes,
 * keyed as in the log contract.
 *
 * Entries that an exclusion drops still count (Google, "Log-based metrics
 * overview"); entries from before a metric's creation do not. Cloud Monitoring
 * recognizes a new metric only minutes after its creation, so alerts and objectives
 * belong to a later layer.
 */
export class LogMetrics extends Construct {
  constructor(scope: Construct, id: string, { environment }: LogMetricsProps) {
    super(scope, id);
    for (const line of linesOf(environment)) {
      for (const metric of Object.keys(line.metrics)) new LogMetric(this, metric, { environment, line, metric });
    }
  }
}
