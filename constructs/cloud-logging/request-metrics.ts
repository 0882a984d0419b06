import { LoggingMetric } from "@cdktf/provider-google/lib/logging-metric";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { requestMetrics } from "../../observability/metrics/request-log";

export interface RequestMetricsProps {
  readonly environment: Environment;
}

/**
 * The log-based metrics of Cloud Run's request log, from which alerts and objectives
 * count what users feel. Entries that an exclusion drops still count (Google,
 * "Log-based metrics overview").
 */
export class RequestMetrics extends Construct {
  constructor(scope: Construct, id: string, { environment }: RequestMetricsProps) {
    super(scope, id);
    for (const { name, description, unit, filter, labels, values } of requestMetrics(environment))
      new LoggingMetric(this, name, {
        project: environment.project.id,
        name,
        description,
        filter,
        metricDescriptor: {
          metricKind: "DELTA",
          valueType: values === undefined ? "INT64" : "DISTRIBUTION",
          unit,
          ...(Object.keys(labels).length === 0
            ? {}
            : { labels: Object.keys(labels).map((key) => ({ key, valueType: "STRING" })) }),
        },
        ...(Object.keys(labels).length === 0 ? {} : { labelExtractors: { ...labels } }),
        ...(values === undefined
          ? {}
          : { valueExtractor: values.extractor, bucketOptions: { explicitBuckets: { bounds: [...values.bounds] } } }),
      });
  }
}
