import { LoggingMetric } from "@cdktf/provider-google/lib/logging-metric";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { automatedBackupLogs } from "./logs";
import { cloudSql } from "./metrics";

export interface BackupMetricProps {
  readonly environment: Environment;
}

/**
 * Log-based metric of automated backups that succeeded, by which an alert notices that
 * none was made: Cloud SQL has no metric of its backups, and a backup that never ran
 * writes nothing.
 */
export class BackupMetric extends Construct {
  constructor(scope: Construct, id: string, { environment }: BackupMetricProps) {
    super(scope, id);
    const { type, kind, valueType, unit, meaning } = cloudSql.backups;
    new LoggingMetric(this, "Default", {
      project: environment.project.id,
      name: type.split("/").at(-1)!,
      description: meaning.replace(/\.$/, ""),
      filter: `resource.type="cloudsql_database" AND ${automatedBackupLogs(environment)} AND protoPayload.metadata.windowStatus="STATUS_SUCCEEDED"`,
      metricDescriptor: { metricKind: kind, valueType, unit },
    });
  }
}
