import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface LogRetentionProps {
  readonly environment: Environment;
}

/**
 * How long Cloud Logging keeps what services, load balancer and database write:
 * the log bucket `_Default`, which every project has. Terraform adopts it and,
 * when destroyed, leaves it as it is.
 *
 * Fewer than 30 days save nothing: the first 30 are free, and what is billed is
 * ingestion (Google, "Cloud Logging pricing"). `LogExclusions` saves that. Log
 * Analytics stays off, since nothing here asks for SQL and it can never be turned
 * off again.
 *
 * It is encrypted with Google's key: only the organization's default settings,
 * made before the project, give it another (docs/organization.md).
 */
export class LogRetention extends Construct {
  /** `_Default`, for views; ordered after the configuration and known at plan. */
  readonly bucketId: string;

  constructor(scope: Construct, id: string, { environment }: LogRetentionProps) {
    super(scope, id);
    const config = new LoggingProjectBucketConfig(this, "Default", {
      project: environment.project.id,
      location: "global",
      bucketId: "_Default",
      retentionDays: environment.retentionDays.logs,
    });
    this.bucketId = config.bucketId;
  }
}
