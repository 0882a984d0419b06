import { SqlDatabaseInstance } from "@cdktf/provider-google/lib/sql-database-instance";
import { Construct } from "constructs";
import type { DatabaseSettings } from "./schema";
import type { Environment } from "../../contract/environment";
import { encryptionKey } from "../kms/names";
import { instanceSettings } from "./instance-settings";
import { databaseReplicaName } from "./names";

export interface DatabaseReplicaProps {
  readonly environment: Environment;
  readonly database: DatabaseSettings;
  /** Key of the replica. */
  readonly replica: string;
  readonly entry: DatabaseSettings["replicas"][string];
  /** Name of the primary, on which the replica then depends. */
  readonly primary: string;
}

/**
 * A read replica in one region. It has neither backups nor a standby, since it can
 * be recreated from the primary. Google updates it together with the primary.
 */
export class DatabaseReplica extends Construct {
  constructor(scope: Construct, id: string, { environment, database, replica, entry, primary }: DatabaseReplicaProps) {
    super(scope, id);
    const { region, tier } = entry;
    // A Cloud KMS key is usable in its own region only.
    const key = encryptionKey(environment, "database", region);
    const protect = environment.protection === "protected";
    new SqlDatabaseInstance(this, "Default", {
      name: databaseReplicaName(environment, replica, entry),
      databaseVersion: database.version,
      region,
      masterInstanceName: primary,
      ...(key === undefined ? {} : { encryptionKeyName: key }),
      deletionProtection: protect,
      settings: {
        // Without a disk size: Google uses the primary's.
        ...instanceSettings(environment, database, tier),
        availabilityType: "ZONAL",
      },
      lifecycle: {
        preventDestroy: protect,
        // A replica accepts no maintenance window, but Google may return one (hashicorp/terraform-provider-google#7609).
        ignoreChanges: ["settings[0].maintenance_window"],
      },
    });
  }
}
