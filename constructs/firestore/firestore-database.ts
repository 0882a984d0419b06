import { FirestoreBackupSchedule } from "@cdktf/provider-google/lib/firestore-backup-schedule";
import { FirestoreDatabase as Database } from "@cdktf/provider-google/lib/firestore-database";
import { Construct } from "constructs";
import { days } from "../../contract/duration";
import type { Environment } from "../../contract/environment";
import type { FirestoreSettings } from "./schema";
import { encryptionKey } from "../kms/names";
import { check } from "../check";
import { FirestoreCollection } from "./firestore-collection";

export interface FirestoreDatabaseProps {
  readonly environment: Environment;
  readonly settings: FirestoreSettings;
}

/**
 * The environment's Firestore database with its backups, and the indexes and
 * expiry of every collection.
 *
 * Location and encryption are permanent, so an existing database is imported only if
 * both match the settings. Everything else in it, such as the indexes of a restored
 * database, must be imported by hand: Google gives it random names, which code
 * cannot know.
 */
export class FirestoreDatabase extends Construct {
  constructor(scope: Construct, id: string, { environment, settings }: FirestoreDatabaseProps) {
    super(scope, id);
    const kmsKeyName = encryptionKey(environment, "database");
    check(this, [
      [
        settings.existing === undefined || settings.existing === environment.encryption,
        `a database that is encrypted '${settings.existing ?? ""}' would be replaced by one that is not`,
      ],
    ]);
    const protect = environment.protection === "protected";
    const database = new Database(this, "Default", {
      name: settings.databaseId,
      locationId: environment.primaryRegion,
      type: "FIRESTORE_NATIVE",
      // Google's default: a transaction locks the documents that it reads. Two services write the same sessions.
      concurrencyMode: "PESSIMISTIC",
      appEngineIntegrationMode: "DISABLED",
      pointInTimeRecoveryEnablement: settings.pointInTimeRecovery
        ? "POINT_IN_TIME_RECOVERY_ENABLED"
        : "POINT_IN_TIME_RECOVERY_DISABLED",
      deleteProtectionState: protect ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED",
      // The provider's default would abandon a disposable database, whose name the next one needs.
      deletionPolicy: protect ? "ABANDON" : "DELETE",
      ...(kmsKeyName === undefined ? {} : { cmekConfig: { kmsKeyName } }),
      lifecycle: { preventDestroy: protect },
    });
    if (settings.existing !== undefined) {
      database.importFrom(`projects/${environment.project.id}/databases/${settings.databaseId}`);
    }
    if (settings.backups !== undefined) this.addBackups(database.name, settings.backups);
    for (const [collection, entry] of Object.entries(environment.collections)) {
      new FirestoreCollection(this, `Collection-${collection}`, {
        collection,
        entry,
        databaseReference: database.name,
      });
    }
  }

  private addBackups(
    databaseReference: string,
    { dailyDays, weeklyDays }: NonNullable<FirestoreSettings["backups"]>,
  ): void {
    new FirestoreBackupSchedule(this, "DailyBackup", {
      database: databaseReference,
      retention: days(dailyDays),
      dailyRecurrence: {},
    });
    new FirestoreBackupSchedule(this, "WeeklyBackup", {
      database: databaseReference,
      retention: days(weeklyDays),
      weeklyRecurrence: { day: "SUNDAY" },
    });
  }
}
