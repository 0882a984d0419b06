import { describe, expect, test } from "vitest";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import { cloudSqlAlerts } from "../../../constructs/cloud-sql/alerts";
import { environment } from "../../support/environments";

const alertOf = (of: Environment, kind: string): Alert => cloudSqlAlerts(of).find((alert) => alert.kind === kind)!;
const kinds = (of: Environment): string[] => cloudSqlAlerts(of).map(({ kind }) => kind);

const withReplica = (): Environment =>
  environment("staging", (spec) => {
    spec.regions["europe-west1"] = { subnetRange: "10.40.0.0/20" };
    spec.cloudSql!.replicas = { europe: { region: "europe-west1", tier: "db-custom-2-7680", generation: 2 } };
  });

describe("the alerts of the database", () => {
  test("are these, of which only its failure wakes somebody", () => {
    expect(cloudSqlAlerts(environment("prod")).map(({ kind, severity }) => [kind, severity])).toEqual([
      ["database-down", "page"],
      ["database-connections", "ticket"],
      ["database-cpu", "ticket"],
      ["database-memory", "ticket"],
      ["database-disk", "ticket"],
      ["database-backup-failed", "ticket"],
      ["database-backup-missing", "ticket"],
      ["log-archiving-failed", "ticket"],
    ]);
  });

  test("ask for archived logs only where point-in-time recovery is on", () => {
    expect(kinds(environment("dev"))).not.toContain("log-archiving-failed");
    expect(kinds(environment("staging"))).toContain("log-archiving-failed");
  });

  test("are none without a database", () => {
    const without = environment("dev", (spec, catalog) => {
      delete spec.cloudSql;
      catalog.databases = {};
      for (const service of Object.values(catalog.services)) delete service.cloudSql;
    });
    expect(cloudSqlAlerts(without)).toEqual([]);
  });

  test("measure connections by the environment's own limit", () => {
    const changed = environment("prod", (spec) => {
      spec.cloudSql!.maxConnections = 800;
    });
    expect(alertOf(changed, "database-connections").conditions[0]).toMatchObject({
      value:
        'sum by (database_id) (cloudsql_googleapis_com:database_postgresql_num_backends{project_id="parley-audio-prod",database_id="parley-audio-prod:parley-postgres-1"}) / 800',
      threshold: 0.8,
    });
  });

  test("measure the disk by the size to which it may grow, never by its present one", () => {
    const [condition] = alertOf(environment("staging"), "database-disk").conditions;
    expect(condition).toMatchObject({
      value:
        'cloudsql_googleapis_com:database_disk_bytes_used{project_id="parley-audio-staging",database_id="parley-audio-staging:parley-postgres-1"} / 200000000000',
      threshold: 0.8,
    });
  });

  test("measure the memory without the system's cache, which is always full", () => {
    const [condition] = alertOf(environment("prod"), "database-memory").conditions;
    expect(condition).toMatchObject({ threshold: 90, forSeconds: 600 });
    expect(condition.language === "promql" && condition.value).toBe(
      'cloudsql_googleapis_com:database_memory_components{project_id="parley-audio-prod",database_id="parley-audio-prod:parley-postgres-1",component=~"[Uu]sage"}',
    );
  });

  test("watch replicas as they watch the primary, and how far they are behind", () => {
    const ids = "parley-audio-staging:parley-postgres-1|parley-audio-staging:parley-postgres-europe-2";
    for (const kind of ["database-down", "database-connections", "database-cpu", "database-memory", "database-disk"])
      expect(JSON.stringify(alertOf(withReplica(), kind).conditions)).toContain(`database_id=~\\"${ids}\\"`);
    const { conditions } = alertOf(withReplica(), "replication-lag");
    const value =
      'cloudsql_googleapis_com:database_replication_replica_lag{project_id="parley-audio-staging",database_id="parley-audio-staging:parley-postgres-europe-2"}';
    expect(conditions).toMatchObject([
      { value, comparison: ">", threshold: 60, forSeconds: 300 },
      { value, comparison: "<", threshold: 0, forSeconds: 300 },
    ]);
    expect(kinds(environment("staging"))).not.toContain("replication-lag");
  });

  test("notice a night without a backup from Google's own entry, and not of an attempt that is repeated", () => {
    const [condition] = alertOf(environment("prod"), "database-backup-failed").conditions;
    expect(condition).toEqual({
      language: "log",
      title: "no attempt within the backup window succeeded",
      filter: [
        'resource.type="cloudsql_database"',
        'resource.labels.database_id="parley-audio-prod:parley-postgres-1"',
        'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Fsystem_event"',
        'protoPayload.methodName="cloudsql.instances.automatedBackup"',
        'protoPayload.metadata.windowStatus="STATUS_FAILED"',
      ].join(" AND "),
    });
  });
});
