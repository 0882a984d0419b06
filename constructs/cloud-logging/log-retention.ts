import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";

export interface LogRetentionProps {
  readonly environment: Environment;
}

/**
 * Retention of the logs of services, load balancer and database, which are in the
 * log bucket `_Default` of every project. Terraform adopts the bucket and leaves it
 * unchanged on destroy.
 *
 * A retention below 30 days saves nothing: the first 30 days are free, and Google
 * bills ingestion (Google, "Cloud Logging pricing"), which `LogExclusions` reduces.
 * Log Analytics is off, since nothing here needs SQL and it cannot be disabled
 * again.
 *
 * The bucket uses Google's default encryption: only the organization's default
 * settings, set before the project is created, can give it another key
 * (docs/organization.md).
 */
export class LogRetention extends Construct {
  /** `_Default`, for views, known at plan time; a resource that uses it depends on the configuration. */
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
