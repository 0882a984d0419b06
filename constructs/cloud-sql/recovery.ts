import { environmentFile } from "../../contract/issue";
import type { Environment } from "../../contract/environment";
import { dailyBackupMinutes, type Mechanism, type Store } from "../../contract/recovery-mechanism";
import { longestLogDays, type DatabaseSettings } from "./schema";

/** Longest interval between two archivals of transaction logs. Google, "Use point-in-time recovery (PITR)" (Cloud SQL). */
const logArchiveMinutes = 5;

/** Planning figures in minutes, which a drill must confirm: the decision, one command that copies, and a check. */
const plannedDatabase = { restore: 60, failover: 5 };

/** Mechanisms of Cloud SQL. A protected database has a standby; without one, the loss of a zone needs a restore too. */
function databaseMechanisms(
  { primaryRegion, protection }: Pick<Environment, "primaryRegion" | "protection">,
  { pointInTimeRecoveryDays: days, retainedBackups }: DatabaseSettings,
): Mechanism[] {
  const standby = protection === "protected";
  const restore: Pick<Mechanism, "against" | "rtoMinutes" | "rtoFrom"> = {
    against: standby ? ["mistake"] : ["mistake", "zone"],
    rtoMinutes: plannedDatabase.restore,
    rtoFrom: "planning",
  };
  const logs: Mechanism = {
    ...restore,
    title: "point-in-time recovery of Cloud SQL",
    rpoMinutes: logArchiveMinutes,
    how: `Any moment of the last ${days === 1 ? "day" : `${days} days`} is cloned into a new instance, which the next \`cloudSql.generation\` names; logs are archived every ${logArchiveMinutes} minutes or sooner, and what was not archived yet is lost.`,
    source: "Use point-in-time recovery (PITR)",
  };
  const backup: Mechanism = {
    ...restore,
    title: "the daily backup of Cloud SQL",
    rpoMinutes: dailyBackupMinutes,
    how: `The newest ${retainedBackups} daily backups lie in ${primaryRegion}; each restores into an instance and loses what was written after it.`,
    source: "About Cloud SQL backups",
  };
  const failover: Mechanism = {
    title: "the standby of Cloud SQL",
    against: ["zone"],
    rpoMinutes: 0,
    rtoMinutes: plannedDatabase.failover,
    rtoFrom: "planning",
    how: `A standby in another zone of ${primaryRegion} has every committed write and takes over under the same address after about 60 seconds without a heartbeat; nobody does anything, but open connections break.`,
    source: "About high availability",
  };
  return [...(days > 0 ? [logs] : []), backup, ...(standby ? [failover] : [])];
}

export function cloudSqlStores(environment: Environment): Store[] {
  const { cloudSql } = environment;
  if (cloudSql === undefined) return [];
  const dated = cloudSql.pointInTimeRecoveryDays > 0;
  return [
    {
      kind: "Cloud SQL for PostgreSQL",
      at: { file: environmentFile(environment.name), field: "cloudSql.recovery" },
      objective: cloudSql.recovery,
      mechanisms: databaseMechanisms(environment, cloudSql),
      remedies: dated
        ? []
        : [{ setting: `set pointInTimeRecoveryDays to ${longestLogDays}`, rpoMinutes: logArchiveMinutes }],
    },
  ];
}
