import type { Product } from "../product";
import { databaseAlerts } from "./alerts";
import { databaseLines } from "./cost";
import { cloudSql } from "./metrics";
import { databasePolicies } from "./policies";
import { databaseStores } from "./recovery";
import { databaseFaults, protectedDatabaseFaults } from "./rules";

export const cloudSqlProduct: Product = {
  rules: databaseFaults,
  protectedFaults: protectedDatabaseFaults,
  stores: databaseStores,
  cost: databaseLines,
  alerts: [databaseAlerts],
  policies: databasePolicies,
  clients: {
    rule: "AllowDatabase",
    description: "The database for services that declare database",
    tag: "database-client",
    // Cloud SQL's connectors use 3307, clients without one PostgreSQL's own port.
    ports: ["3307", "5432"],
    range: ({ database }) => database?.privateServicesRange,
    includes: ({ database }) => database !== undefined,
  },
  metrics: cloudSql,
};
