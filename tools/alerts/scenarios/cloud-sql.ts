import type { DatabaseSettings } from "../../../constructs/cloud-sql/schema";
import type { Environment } from "../../../contract/environment";
import type { InputSeries, Proof, Scenario } from "../scenario";

const settings = ({ cloudSql }: Environment): DatabaseSettings => {
  if (cloudSql === undefined) throw new Error("no database");
  return cloudSql;
};

const primary = (environment: Environment): string =>
  `${environment.project.id}:${environment.namePrefix}-postgres-${settings(environment).generation}`;

const replicas = (environment: Environment): string[] =>
  Object.entries(settings(environment).replicas).map(
    ([key, { generation }]) => `${environment.project.id}:${environment.namePrefix}-postgres-${key}-${generation}`,
  );

/** An instance in the same project that Parley does not manage. */
const foreign = ({ project }: Environment): string => `${project.id}:analytics-postgres`;

/** A series of one instance's metric; `labels` are the metric's own. */
const of = (metric: string, instance: string, values: string, labels = ""): InputSeries => ({
  series: `cloudsql_googleapis_com:database_${metric}{database_id="${instance}",region="us-central1"${labels && `,${labels}`}}`,
  values,
});

/** Scenarios of a gauge that is too high from the start on the primary and on a replica, just below the threshold, and too high on a foreign instance. */
function gauge(
  environment: Environment,
  minutes: number,
  high: number,
  low: number,
  measured: (instance: string, value: number) => InputSeries[],
): Scenario[] {
  const usual = replicas(environment).flatMap((replica) => measured(replica, low));
  return [
    {
      title: `${high} on the primary`,
      series: [...measured(primary(environment), high), ...usual],
      opensAtMinute: minutes,
    },
    { title: `${low} on every instance`, series: [...measured(primary(environment), low), ...usual] },
    { title: `${high} on an instance of others`, series: measured(foreign(environment), high) },
    ...replicas(environment).map((replica) => ({
      title: `${high} on ${replica}`,
      series: [...measured(primary(environment), low), ...measured(replica, high)],
      opensAtMinute: minutes,
    })),
  ];
}

export const cloudSqlProofs: readonly Proof[] = [
  {
    kind: "database-down",
    scenarios: (environment) => {
      const others = [of("up", foreign(environment), "0+0x20")];
      const standing = replicas(environment).map((replica) => of("up", replica, "1+0x20"));
      const first = primary(environment);
      return [
        {
          title: "the primary stops in minute 6",
          series: [of("up", first, "1+0x5 0+0x15"), ...standing, ...others],
          opensAtMinute: 8,
        },
        { title: "everything runs", series: [of("up", first, "1+0x20"), ...standing, ...others] },
        {
          title: "the primary restarts within a minute",
          series: [of("up", first, "1+0x5 0 1+0x14"), ...standing, ...others],
        },
        ...replicas(environment).map((replica) => ({
          title: `${replica} stops in minute 6`,
          series: [of("up", first, "1+0x20"), of("up", replica, "1+0x5 0+0x15")],
          opensAtMinute: 8,
        })),
      ];
    },
  },
  {
    kind: "database-connections",
    scenarios: (environment) => {
      const { maxConnections } = settings(environment);
      const shares = (instance: string, share: number): InputSeries[] => [
        of("postgresql_num_backends", instance, `${0.6 * share * maxConnections}+0x20`, 'database="clone"'),
        of("postgresql_num_backends", instance, `${0.4 * share * maxConnections}+0x20`, 'database="production"'),
      ];
      return gauge(environment, 5, 0.85, 0.75, shares);
    },
  },
  {
    kind: "database-cpu",
    scenarios: (environment) =>
      gauge(environment, 10, 0.85, 0.75, (instance, value) => [of("cpu_utilization", instance, `${value}+0x20`)]),
  },
  {
    kind: "database-memory",
    scenarios: (environment) => {
      const parts = (instance: string, usage: number, cache: number): InputSeries[] => [
        of("memory_components", instance, `${usage}+0x20`, 'component="Usage"'),
        of("memory_components", instance, `${cache}+0x20`, 'component="Cache"'),
        of("memory_components", instance, `${100 - usage - cache}+0x20`, 'component="Free"'),
      ];
      return [
        ...gauge(environment, 10, 94, 80, (instance, usage) => parts(instance, usage, 1)),
        { title: "all but a tenth is cache", series: parts(primary(environment), 5, 93) },
      ];
    },
  },
  {
    kind: "database-disk",
    scenarios: (environment) => {
      const { disk } = settings(environment);
      return gauge(environment, 5, 0.85, 0.75, (instance, share) => [
        of("disk_bytes_used", instance, `${share * disk.limitGb}e9+0x20`),
      ]);
    },
  },
  {
    kind: "replication-lag",
    scenarios: (environment) => {
      const [replica] = replicas(environment);
      const lag = (values: string): InputSeries[] => [
        of("replication_replica_lag", replica!, values),
        of("replication_replica_lag", `${environment.project.id}:analytics-replica`, "-500+0x2 500+0x20"),
      ];
      return [
        { title: "70 s behind", series: lag("70+0x20"), opensAtMinute: 5 },
        { title: "50 s behind", series: lag("50+0x20") },
        { title: "70 s behind for 4 minutes", series: lag("70+0x4 5+0x20") },
        { condition: 1, title: "no replication", series: lag("-1+0x20"), opensAtMinute: 5 },
        { condition: 1, title: "not behind at all", series: lag("0+0x20") },
      ];
    },
  },
  {
    kind: "database-backup-missing",
    scenarios: (environment) => {
      const first = primary(environment);
      const backups = (instance: string, values: string): InputSeries => ({
        series: `logging_googleapis_com:user_database_backups{monitored_resource="cloudsql_database",database_id="${instance}",region="us-central1"}`,
        values,
      });
      const runs = of("up", first, "1+0x2940");
      // A sample only where the counter changes, as few as promtool needs: two days have many minutes.
      return [
        {
          title: "the instance runs, and only others' backups are made",
          series: [runs, backups(foreign(environment), "0 _x98 1 _x1439 2 _x1300")],
          opensAtMinute: 2890,
        },
        {
          title: "the last one was made in minute 30",
          series: [runs, backups(first, "0 _x28 0 1 _x2900")],
          opensAtMinute: 2920,
        },
        { title: "one a day", series: [runs, backups(first, "0 _x98 0 1 _x1438 1 2 _x1300")] },
        { title: "one is missed, and the next is late", series: [runs, backups(first, "0 _x8 0 1 _x2878 1 2 _x40")] },
        { title: "an instance of yesterday", series: [of("up", first, "_x1500 1+0x1440")] },
        { title: "it was stopped, and runs again", series: [of("up", first, "0+0x200 1+0x2740")] },
      ];
    },
  },
  {
    kind: "log-archiving-failed",
    scenarios: (environment) => {
      const failures = (instance: string, values: string): InputSeries =>
        of("replication_log_archive_failure_count", instance, values);
      return [
        {
          title: "a log is not archived in minute 6",
          series: [failures(primary(environment), "0+0x5 1+0x30")],
          opensAtMinute: 7,
        },
        { title: "seven failed long ago", series: [failures(primary(environment), "7+0x30")] },
        { title: "others' logs are not archived", series: [failures(foreign(environment), "0+1x30")] },
      ];
    },
  },
];
