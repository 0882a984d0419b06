import type { Environment } from "../../contract/environment";
import { auditLog } from "../cloud-logging/logs";
import { databaseInstanceName, databaseReplicaName } from "./names";

/** Filter for all entries of the database's primary instance, or of all of the environment's instances if `which` is `all`. */
export function databaseLogs(environment: Environment, which: "primary" | "all" = "primary"): string {
  const database = environment.cloudSql!;
  const replicas = which === "all" ? Object.entries(database.replicas) : [];
  const names = [
    databaseInstanceName(environment, database),
    ...replicas.map(([key, replica]) => databaseReplicaName(environment, key, replica)),
  ];
  const ids = names.map((name) => `"${environment.project.id}:${name}"`);
  return `resource.type="cloudsql_database" AND resource.labels.database_id=${ids.length === 1 ? ids[0]! : `(${ids.join(" OR ")})`}`;
}

/** Filter for the outcomes of automated backups, of any instance. Google, "View audit logs for automated backups". */
export const automatedBackupLogs = (environment: Environment): string =>
  `${auditLog(environment, "system_event")} AND protoPayload.methodName="cloudsql.instances.automatedBackup"`;
