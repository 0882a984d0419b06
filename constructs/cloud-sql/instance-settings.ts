import type { SqlDatabaseInstanceSettings } from "@cdktf/provider-google/lib/sql-database-instance";
import type { DatabaseSettings } from "./schema";
import type { Environment } from "../../contract/environment";
import { layerLabels } from "../../contract/labels";
import { networkPath, privateServicesRangeName } from "../vpc/names";

/** Settings that the primary and its replicas share, so that a promoted replica is as safe as the primary was. */
export function instanceSettings(
  environment: Environment,
  database: DatabaseSettings,
  tier: string,
): SqlDatabaseInstanceSettings {
  return {
    tier,
    // From PostgreSQL 16 on the default is ENTERPRISE_PLUS, which refuses every db-custom tier.
    edition: "ENTERPRISE",
    diskType: "PD_SSD",
    diskAutoresize: true,
    diskAutoresizeLimit: database.disk.limitGb,
    // Also protects against a deletion in the console or with gcloud, unlike Terraform's own protection.
    deletionProtectionEnabled: environment.protection === "protected",
    ipConfiguration: {
      ipv4Enabled: false,
      privateNetwork: networkPath(environment),
      allocatedIpRange: privateServicesRangeName(environment),
      sslMode: "ENCRYPTED_ONLY",
      enablePrivatePathForGoogleCloudServices: false,
    },
    insightsConfig: {
      queryInsightsEnabled: true,
      queryStringLength: 1024,
      recordApplicationTags: true,
      // Addresses are personal data, and every client is a service with a user of its own.
      recordClientAddress: false,
    },
    databaseFlags: flags(database),
    // The provider's default labels do not apply to Cloud SQL.
    userLabels: layerLabels(environment, "data"),
  };
}

/** Database flags, sorted by name. PostgreSQL stops a replica that allows fewer connections than its primary ("Hot Standby", administrator's overview). */
function flags({ maxConnections }: DatabaseSettings): { name: string; value: string }[] {
  const values: Readonly<Record<string, string>> = {
    "cloudsql.iam_authentication": "on",
    log_checkpoints: "on",
    log_connections: "on",
    log_disconnections: "on",
    log_lock_waits: "on",
    // Logs schema changes only; statements on rows contain users' data.
    log_statement: "ddl",
    max_connections: String(maxConnections),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
