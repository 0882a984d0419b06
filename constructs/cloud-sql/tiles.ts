import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout, limitsOf } from "../../observability/dashboards/limits";
import { total } from "../../observability/dashboards/queries";
import { chart } from "../../observability/dashboards/tiles";
import { cloudSql } from "./metrics";
import { databaseInstanceName, databaseName } from "./names";

/** Chart of the connections of one logical database, or of each, with the instance's limit. */
export function connectionsTile(
  environment: Environment,
  databases: readonly string[],
  alerts: readonly Alert[],
): Tile[] {
  const { cloudSql: settings, project } = environment;
  if (settings === undefined) return [];
  const instance = { database_id: `${project.id}:${databaseInstanceName(environment, settings)}` };
  return [
    chart({
      title: `Active database connections, of ${settings.maxConnections}`,
      axis: "connections",
      unit: "1",
      lines: [
        ...databases.map((key) => ({
          legend: databaseName(key),
          query: total(environment, cloudSql.backends, { ...instance, database: databaseName(key) }),
        })),
        { legend: "all databases", query: total(environment, cloudSql.backends, instance) },
      ],
      limits: limitsOf(alertsAbout(alerts, ["database-connections"]), settings.maxConnections),
    }),
  ];
}

export const cloudSqlLoadTile = (alerts: readonly Alert[]): Tile[] =>
  alertChart(
    alertsAbout(alerts, ["database-cpu", "database-disk"]),
    { title: "Database: CPU, and disk of what it may grow to", axis: "share of the limit", unit: "10^2.%" },
    ({ kind }) => (kind === "database-cpu" ? "CPU" : "disk"),
  );

/** What the overview shows: each logical database, and the instance. */
export const cloudSqlTiles = (environment: Environment, alerts: readonly Alert[]): Tile[] => [
  ...connectionsTile(environment, Object.keys(environment.databases).sort(), alerts),
  ...cloudSqlLoadTile(alerts),
];
