import type { Environment } from "../../contract/environment";
import type { Named } from "../../contract/names";
import type { DatabaseSettings } from "./schema";

/** A database's settings, or those of a replica. */
type Generation = Pick<DatabaseSettings, "generation">;
/** Carries the generation, since a deleted instance's name is taken for a week. */
export const databaseInstanceName = ({ namePrefix }: Named, { generation }: Generation): string =>
  `${namePrefix}-postgres-${generation}`;
export const databaseReplicaName = ({ namePrefix }: Named, replica: string, { generation }: Generation): string =>
  `${namePrefix}-postgres-${replica}-${generation}`;
/** What connectors call the instance. */
export const databaseConnectionName = (
  environment: Named & Pick<Environment, "primaryRegion">,
  database: Generation,
): string => `${environment.project.id}:${environment.primaryRegion}:${databaseInstanceName(environment, database)}`;
/** PostgreSQL takes no hyphen without quotes. */
export const databaseName = (key: string): string => key.replaceAll("-", "_");
/** An account's user in PostgreSQL is its e-mail without this end. Google, "Manage users with IAM database authentication". */
export const databaseUser = (email: string): string => email.replace(/\.gserviceaccount\.com$/, "");
