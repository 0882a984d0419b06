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
 * It has a private address only, takes no connection in the clear, and nobody
 * has a password: each service logs in as its own account, and its user stands
 * with the service. Where protected it survives a zone, and its backups outlive it.
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
        // PostgreSQL does not delete one in which others have rights; it goes with its instance.
        deletionPolicy: "ABANDON",
        lifecycle: { preventDestroy: environment.protection === "protected" },
      });
    }
    for (const [replica, entry] of Object.entries(settings.replicas)) {
      new DatabaseReplica(this, `Replica-${replica}`, { environment, database: settings, replica, entry, primary });
    }
  }

  /** The instance's name, ordered after it. */
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
        // Google grows it, and a plan that shrinks it back would replace the database.
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
  // Half a day from the maintenance, which would cut a backup off.
  const hour = (maintenanceWindow.hour + 12) % 24;
  return {
    enabled: true,
    startTime: `${String(hour).padStart(2, "0")}:00`,
    // With the data: elsewhere a backup would lie behind a key that a lost region takes with it (docs/adr/0032).
    location: primaryRegion,
    backupRetentionSettings: { retainedBackups, retentionUnit: "COUNT" },
    pointInTimeRecoveryEnabled: days > 0,
    ...(days > 0 ? { transactionLogRetentionDays: days } : {}),
  };
}
