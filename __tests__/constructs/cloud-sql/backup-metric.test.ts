import { expect, test } from "vitest";
import { BackupMetric } from "../../../constructs/cloud-sql/backup-metric";
import { cloudSqlAlerts } from "../../../constructs/cloud-sql/alerts";
import { alertQuery } from "../../../observability/alerts/alert";
import { environment } from "../../support/environments";
import { stackJson } from "../../support/stacks";
import { synthesize } from "../../support/synth";
import { list } from "../fixtures";

const prod = environment("prod");

test("the metric counts automated backups that succeeded, from Google's own entry", () => {
  const made = synthesize((scope) => {
    new BackupMetric(scope, "BackupMetric", { environment: prod });
  });
  expect(list(made, "google_logging_metric")).toMatchObject([
    {
      name: "database_backups",
      filter: [
        'resource.type="cloudsql_database"',
        'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Fsystem_event"',
        'protoPayload.methodName="cloudsql.instances.automatedBackup"',
        'protoPayload.metadata.windowStatus="STATUS_SUCCEEDED"',
      ].join(" AND "),
      metric_descriptor: { metric_kind: "DELTA", value_type: "INT64", unit: "1" },
    },
  ]);
});

test("the foundation layer makes the metric that the alert reads", () => {
  const [name] = list(stackJson("prod-foundation"), "google_logging_metric")
    .map(({ name }) => String(name))
    .filter((one) => one === "database_backups");
  const alert = cloudSqlAlerts(prod).find(({ kind }) => kind === "database-backup-missing")!;
  expect(alertQuery(alert.conditions as never)).toBe(
    `(max(max_over_time(cloudsql_googleapis_com:database_up{project_id="parley-audio-prod",database_id="parley-audio-prod:parley-postgres-1"}[1h] offset 2d)) unless sum(increase(logging_googleapis_com:user_${name!}{monitored_resource="cloudsql_database",project_id="parley-audio-prod",database_id="parley-audio-prod:parley-postgres-1"}[2d])) > 0) >= 1`,
  );
});
