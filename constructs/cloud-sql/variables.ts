import { serviceAccountEmail } from "../iam/names";
import type { ServiceVariables } from "../product";
import { databaseConnectionName, databaseName, databaseUser } from "./names";

/** Variables that a Cloud SQL connector needs to log in as the service account. */
export const databaseVariables: ServiceVariables = (environment, service) => {
  const { cloudSql } = environment;
  if (service.cloudSql === undefined || cloudSql === undefined) return {};
  return {
    INSTANCE_CONNECTION_NAME: {
      value: databaseConnectionName(environment, cloudSql),
      from: "cloudSql",
      link: { to: "google_sql_database_instance", as: "name", nameIn: (value) => value.split(":").at(-1) },
    },
    DB_NAME: {
      value: databaseName(service.cloudSql),
      from: "cloudSql",
      link: { to: "google_sql_database", as: "name" },
    },
    DB_IAM_USER: {
      value: databaseUser(serviceAccountEmail(environment, service)),
      from: "cloudSql",
      link: { none: "the runtime layer itself declares the user" },
    },
  };
};
