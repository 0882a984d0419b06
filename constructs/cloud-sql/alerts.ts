import type { DatabaseSettings } from "./schema";
import type { Environment } from "../../contract/environment";
import { cloudSql } from "./metrics";
import { percent } from "../../observability/percent";
import { increase, series, window, type Labels } from "../../observability/promql";
import type { Alert, PromqlCondition } from "../../observability/alerts/alert";
import { automatedBackupLogs, databaseLogs } from "./logs";
import { databaseInstanceName, databaseReplicaName } from "./names";

/** Alert threshold: share of the connections, of the CPU, and of the disk's growth limit. */
const highShare = 0.8;

/** Google: with less than 10 % cache and free memory together "the risk of an OOM event is high" ("Optimize high memory usage in instances"). */
const highMemoryPercent = 90;

/** Longest acceptable replication lag; seconds. */
const longestLagSeconds = 60;

const archiveWindowSeconds = 900;

/** Backups are daily, within four hours; one that is missed is made the next day. */
const longestWithoutBackupSeconds = 2 * 86_400;

const subject = { kind: "database" } as const;

/** Alerts on the database and its replicas: availability, saturation, and backups that failed or were not made. */
export function cloudSqlAlerts(environment: Environment): Alert[] {
  const { cloudSql: settings } = environment;
  if (settings === undefined) return [];
  const logs = databaseLogs(environment, "all");
  return [
    {
      kind: "database-down",
      subject,
      title: "Down",
      severity: "page",
      conditions: [
        onSeries("an instance does not answer", {
          value: series(environment, cloudSql.up, everyInstance(environment, settings)),
          comparison: "<",
          threshold: 1,
          forSeconds: 120,
        }),
      ],
      meaning: "An instance of the database has not answered for 2 minutes.",
      logs,
    },
    ...scarcity(environment, settings).map((alert): Alert => ({ subject, severity: "ticket", logs, ...alert })),
    ...(Object.keys(settings.replicas).length > 0 ? [replicationLag(environment, settings)] : []),
    backupFailed(environment),
    backupMissing(environment, settings),
    ...(settings.pointInTimeRecoveryDays > 0 ? [logArchivingFailed(environment, settings)] : []),
  ];
}

/** Saturation alerts of an instance. */
function scarcity(
  environment: Environment,
  database: DatabaseSettings,
): Pick<Alert, "kind" | "title" | "conditions" | "meaning">[] {
  const instances = everyInstance(environment, database);
  const { maxConnections, disk } = database;
  return [
    {
      kind: "database-connections",
      title: "Many connections",
      conditions: [
        onSeries(`more than ${percent(highShare)} of the connections are open`, {
          value: `sum by (database_id) (${series(environment, cloudSql.backends, instances)}) / ${maxConnections}`,
          comparison: ">",
          threshold: highShare,
          forSeconds: 300,
        }),
      ],
      meaning: `More than ${percent(highShare)} of ${maxConnections} connections have been open for 5 minutes; at ${maxConnections} services are refused.`,
    },
    {
      kind: "database-cpu",
      title: "High CPU utilization",
      conditions: [
        onSeries(`more than ${percent(highShare)} of the CPU is in use`, {
          value: series(environment, cloudSql.cpuUtilization, instances),
          comparison: ">",
          threshold: highShare,
          forSeconds: 600,
        }),
      ],
      meaning: `An instance has used more than ${percent(highShare)} of its CPU for 10 minutes.`,
    },
    {
      kind: "database-memory",
      title: "High memory usage",
      conditions: [
        onSeries(`more than ${highMemoryPercent} % of the memory is in use`, {
          // Google's page says `usage`, its API returns `Usage`. The utilization metric includes the page cache, so it is always near 1.
          value: series(environment, cloudSql.memoryComponents, { ...instances, component: "=~[Uu]sage" }),
          comparison: ">",
          threshold: highMemoryPercent,
          forSeconds: 600,
        }),
      ],
      meaning: `PostgreSQL has used more than ${highMemoryPercent} % of an instance's memory, caches of the system not counted, for 10 minutes; without memory it restarts.`,
    },
    {
      kind: "database-disk",
      title: "Disk near its limit",
      conditions: [
        onSeries(`more than ${percent(highShare)} of the disk's limit is in use`, {
          // Compared with the growth limit, since the disk grows automatically. The smaller of a GB's two meanings warns earlier.
          value: `${series(environment, cloudSql.diskBytesUsed, instances)} / ${disk.limitGb * 1e9}`,
          comparison: ">",
          threshold: highShare,
          forSeconds: 300,
        }),
      ],
      meaning: `More than ${percent(highShare)} of the ${disk.limitGb} GB to which the disk may grow are used; when it is full PostgreSQL stops.`,
    },
  ];
}

function replicationLag(environment: Environment, database: DatabaseSettings): Alert {
  const lag = series(environment, cloudSql.replicaLag, databaseIds(environment, replicaNames(environment, database)));
  return {
    kind: "replication-lag",
    subject,
    title: "Replication lag",
    severity: "ticket",
    conditions: [
      onSeries(`a replica is more than ${longestLagSeconds} s behind`, {
        value: lag,
        comparison: ">",
        threshold: longestLagSeconds,
        forSeconds: 300,
      }),
      onSeries("a replica has stopped replicating", {
        value: lag,
        comparison: "<",
        threshold: 0,
        forSeconds: 300,
      }),
    ],
    meaning: `A replica has been more than ${longestLagSeconds} s behind, or has not replicated at all, for 5 minutes: reads from it are out of date.`,
    logs: databaseLogs(environment, "all"),
  };
}

/**
 * Only `STATUS_FAILED` means a night without a backup: a failed attempt is retried,
 * and a skipped backup had nothing new to store, since the instance has not run. Google,
 * "View audit logs for automated backups".
 */
function backupFailed(environment: Environment): Alert {
  const backups = `${databaseLogs(environment)} AND ${automatedBackupLogs(environment)}`;
  return {
    kind: "database-backup-failed",
    subject,
    title: "Backup failed",
    severity: "ticket",
    conditions: [
      {
        language: "log",
        title: "no attempt within the backup window succeeded",
        filter: `${backups} AND protoPayload.metadata.windowStatus="STATUS_FAILED"`,
      },
    ],
    meaning: "Every attempt at the daily backup has failed: the newest backup is a day older than it should be.",
    logs: backups,
  };
}

/**
 * A backup that never ran writes no entry. The instance must have run two days ago, so
 * that a new one is not judged before its first backup; of one that is stopped none is
 * made. The metric counts from its creation on, so an instance that is older than it may
 * open the alert until the next backup.
 *
 * Not verified: the increase of a series with one point a day. Google, "PromQL
 * differences": a counter's sample covers a time and so counts alone, too.
 */
function backupMissing(environment: Environment, database: DatabaseSettings): Alert {
  const primary = databaseIds(environment, [databaseInstanceName(environment, database)]);
  const days = window(longestWithoutBackupSeconds);
  const ran = `max(max_over_time(${series(environment, cloudSql.up, primary)}[1h] offset ${days}))`;
  const made = increase(series(environment, cloudSql.backups, primary), longestWithoutBackupSeconds);
  return {
    kind: "database-backup-missing",
    subject,
    title: "Backup is missing",
    severity: "ticket",
    conditions: [
      onSeries("the instance ran two days ago, and no backup has succeeded since", {
        value: `(${ran} unless ${made} > 0)`,
        comparison: ">=",
        threshold: 1,
        forSeconds: 600,
      }),
    ],
    meaning: "No automated backup has succeeded for 2 days, although the instance runs.",
    logs: `${databaseLogs(environment)} AND ${automatedBackupLogs(environment)}`,
  };
}

function logArchivingFailed(environment: Environment, database: DatabaseSettings): Alert {
  const failures = series(
    environment,
    cloudSql.logArchiveFailures,
    databaseIds(environment, [databaseInstanceName(environment, database)]),
  );
  return {
    kind: "log-archiving-failed",
    subject,
    title: "Log archiving fails",
    severity: "ticket",
    conditions: [
      onSeries("a write-ahead log could not be archived", {
        value: `sum by (database_id) (increase(${failures}[${window(archiveWindowSeconds)}]))`,
        comparison: ">",
        threshold: 0,
        forSeconds: 60,
      }),
    ],
    meaning:
      "A write-ahead log could not be archived within the last 15 minutes: point-in-time recovery ends before it until it is.",
    logs: databaseLogs(environment),
  };
}

const onSeries = (title: string, rest: Omit<PromqlCondition, "language" | "title">): PromqlCondition => ({
  language: "promql",
  title,
  ...rest,
});

const replicaNames = (environment: Environment, { replicas }: DatabaseSettings): string[] =>
  Object.keys(replicas)
    .sort()
    .map((replica) => databaseReplicaName(environment, replica, replicas[replica]!));

const everyInstance = (environment: Environment, database: DatabaseSettings): Labels =>
  databaseIds(environment, [databaseInstanceName(environment, database), ...replicaNames(environment, database)]);

/** Label matcher that selects these instances in Cloud SQL's metrics. */
function databaseIds({ project }: Environment, names: readonly string[]): Labels {
  const ids = names.map((name) => `${project.id}:${name}`).join("|");
  return { database_id: names.length === 1 ? ids : `=~${ids}` };
}
