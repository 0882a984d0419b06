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
  metrics: cloudSql,
};
