import { SqlDatabase } from "@cdktf/provider-google/lib/sql-database";
import {
  SqlDatabaseInstance,
  type SqlDatabaseInstanceSettingsBackupConfiguration,
} from "@cdktf/provider-google/lib/sql-database-instance";
import { Construct } from "constructs";
import type { DatabaseSettings } from "./schema";
import { weekdays, type Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { DatabaseReplica } from "./database-replica";
import { instanceSettings } from "./instance-settings";
import { databaseInstanceName, databaseName } from "./names";

export interface DatabaseProps {
  readonly environment: Environment;
  readonly settings: DatabaseSettings;
}

/**
 * Cloud SQL for PostgreSQL: the primary instance, the logical databases on it
 * and the replicas.
 *
 * The instance has only a private address and accepts only encrypted connections.
 * There are no passwords: each service logs in as its own service account, and the
 * service's construct creates that user. A protected instance survives the loss of a
 * zone, and its backups survive its deletion.
 */
export class Database extends Construct {
  constructor(scope: Construct, id: string, { environment, settings }: DatabaseProps) {
    super(scope, id);
    const primary = this.primary(environment, settings);
    for (const key of Object.keys(environment.databases)) {
      new SqlDatabase(this, `Logical-${key}`, {
        name: databaseName(key),
        instance: primary,
        charset: "UTF8",
        collation: "en_US.UTF8",
        // PostgreSQL cannot drop a database in which other users have rights; it is deleted with its instance.
        deletionPolicy: "ABANDON",
        lifecycle: {
          preventDestroy: environment.protection === "protected",
          // An import sets DELETE, and correcting that is a request which PostgreSQL refuses in the middle of a restore. Where nothing prevents the deletion, it must be corrected.
          ...(environment.protection === "protected" ? { ignoreChanges: ["deletion_policy"] } : {}),
        },
      });
    }
    for (const [replica, entry] of Object.entries(settings.replicas)) {
      new DatabaseReplica(this, `Replica-${replica}`, { environment, database: settings, replica, entry, primary });
    }
  }

  /** Creates the primary. Returns its name; a resource that uses it depends on the instance. */
  private primary(environment: Environment, database: DatabaseSettings): string {
    const key = encryptionKey(environment, "database");
    const { day, hour } = environment.maintenanceWindow;
    const protect = environment.protection === "protected";
    const instance = new SqlDatabaseInstance(this, "Default", {
      name: databaseInstanceName(environment, database),
      databaseVersion: database.version,
      region: environment.primaryRegion,
      ...(key === undefined ? {} : { encryptionKeyName: key }),
      deletionProtection: protect,
      settings: {
        ...instanceSettings(environment, database, database.tier),
        availabilityType: protect ? "REGIONAL" : "ZONAL",
        diskSize: database.disk.initialGb,
        // Otherwise the backups are deleted together with the instance.
        retainBackupsOnDelete: protect,
        backupConfiguration: backups(environment, database),
        maintenanceWindow: { day: weekdays.indexOf(day) + 1, hour, updateTrack: "stable" },
      },
      lifecycle: {
        preventDestroy: protect,
        // Google increases the disk size, and a plan that reduces it again would replace the database.
        ignoreChanges: ["settings[0].disk_size"],
      },
    });
    return instance.name;
  }
}

function backups(
  { maintenanceWindow, primaryRegion }: Environment,
  { retainedBackups, pointInTimeRecoveryDays: days }: DatabaseSettings,
): SqlDatabaseInstanceSettingsBackupConfiguration {
  // Twelve hours after the maintenance window, since maintenance would interrupt a backup.
  const hour = (maintenanceWindow.hour + 12) % 24;
  return {
    enabled: true,
    startTime: `${String(hour).padStart(2, "0")}:00`,
    // In the region of the data: a backup elsewhere would still need the key of this region and be lost with it (docs/adr/0032).
    location: primaryRegion,
    backupRetentionSettings: { retainedBackups, retentionUnit: "COUNT" },
    pointInTimeRecoveryEnabled: days > 0,
    ...(days > 0 ? { transactionLogRetentionDays: days } : {}),
  };
}
