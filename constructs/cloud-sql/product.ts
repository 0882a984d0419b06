import type { Product } from "../product";
import { cloudSqlAlerts } from "./alerts";
import { cloudSqlLines } from "./cost";
import { cloudSql } from "./metrics";
import { cloudSqlPolicies } from "./policies";
import { cloudSqlStores } from "./recovery";
import { cloudSqlIssues, protectedCloudSqlIssues } from "./rules";
import { cloudSqlTiles } from "./tiles";

export const cloudSqlProduct: Product = {
  rules: cloudSqlIssues,
  protectedIssues: protectedCloudSqlIssues,
  stores: cloudSqlStores,
  cost: cloudSqlLines,
  alerts: [cloudSqlAlerts],
  tiles: cloudSqlTiles,
  policies: cloudSqlPolicies,
  clients: {
    rule: "AllowDatabase",
    description: "The database for services that declare database",
    tag: "database-client",
    // Cloud SQL's connectors use 3307, clients without one PostgreSQL's own port.
    ports: ["3307", "5432"],
    range: ({ cloudSql }) => cloudSql?.privateServicesRange,
    includes: ({ cloudSql }) => cloudSql !== undefined,
  },
  metrics: cloudSql,
  // Users, sessions, metadata: who logs in, exports or imports. What a session reads is PostgreSQL's own log.
  audit: { service: "cloudsql", reads: "content", declared: ({ cloudSql }) => cloudSql !== undefined },
};
