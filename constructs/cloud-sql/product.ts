import type { Product } from "../product";
import { databaseAlerts } from "./alerts";
import { databaseLines } from "./cost";
import { cloudSql } from "./metrics";
import { databasePolicies } from "./policies";
import { databaseStores } from "./recovery";
import { databaseIssues, protectedDatabaseIssues } from "./rules";
import { databaseTiles } from "./tiles";
import { databaseVariables } from "./variables";

export const cloudSqlProduct: Product = {
  rules: databaseIssues,
  protectedIssues: protectedDatabaseIssues,
  stores: databaseStores,
  variables: databaseVariables,
  cost: databaseLines,
  alerts: [databaseAlerts],
  tiles: databaseTiles,
  policies: databasePolicies,
  clients: {
    rule: "AllowDatabase",
    description: "The database for services that declare database",
    tag: "database-client",
    // Cloud SQL connectors use 3307. Other clients use 5432, PostgreSQL's default.
    ports: ["3307", "5432"],
    range: ({ cloudSql }) => cloudSql?.privateServicesRange,
    includes: ({ cloudSql }) => cloudSql !== undefined,
  },
  metrics: cloudSql,
  // User management, logins, exports and imports. Queries are not included; PostgreSQL's own log records them.
  audit: { service: "cloudsql", reads: "content", declared: ({ cloudSql }) => cloudSql !== undefined },
};
