import type { Product } from "../product";
import { cloudSqlAlerts } from "./alerts";
import { cloudSqlLines } from "./cost";
import { cloudSql } from "./metrics";
import { cloudSqlPolicies } from "./policies";
import { cloudSqlStores } from "./recovery";
import { cloudSqlIssues, protectedCloudSqlIssues } from "./rules";
import { cloudSqlTiles } from "./tiles";
import { databaseVariables } from "./variables";

export const cloudSqlProduct: Product = {
  rules: cloudSqlIssues,
  protectedIssues: protectedCloudSqlIssues,
  stores: cloudSqlStores,
  variables: databaseVariables,
  cost: cloudSqlLines,
  alerts: [cloudSqlAlerts],
  tiles: cloudSqlTiles,
  policies: cloudSqlPolicies,
  clients: {
    rule: "AllowDatabase",
    description: "The database for services that declare database",
    tag: "database-client",
    // Cloud SQL connectors use 3307. Other clients use 5432, PostgreSQL's default.
    ports: ["3307", "5432"],
    range: ({ cloudSql }) =>
      cloudSql && { field: "cloudSql.privateServicesRange", range: cloudSql.privateServicesRange },
    includes: ({ cloudSql }) => cloudSql !== undefined,
  },
  metrics: cloudSql,
  // User management, logins, exports and imports. Queries are not included; PostgreSQL's own log records them.
  audit: { service: "cloudsql", reads: "content", declared: ({ cloudSql }) => cloudSql !== undefined },
};
