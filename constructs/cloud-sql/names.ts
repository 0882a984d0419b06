import type { Environment } from "../../contract/environment";
import type { Named } from "../../contract/names";
import type { DatabaseSettings } from "./schema";

/** The settings of a database or of a replica. */
type Generation = Pick<DatabaseSettings, "generation">;
/** Contains the generation, since a deleted instance's name is reserved for a week. */
export const databaseInstanceName = ({ namePrefix }: Named, { generation }: Generation): string =>
  `${namePrefix}-postgres-${generation}`;
export const databaseReplicaName = ({ namePrefix }: Named, replica: string, { generation }: Generation): string =>
  `${namePrefix}-postgres-${replica}-${generation}`;
/** Connection name, by which connectors identify the instance. */
export const databaseConnectionName = (
  environment: Named & Pick<Environment, "primaryRegion">,
  database: Generation,
): string => `${environment.project.id}:${environment.primaryRegion}:${databaseInstanceName(environment, database)}`;
/** PostgreSQL accepts a hyphen in a name only in quotes. */
export const databaseName = (key: string): string => key.replaceAll("-", "_");
/** PostgreSQL user of a service account: its e-mail without this suffix. Google, "Manage users with IAM database authentication". */
export const databaseUser = (email: string): string => email.replace(/\.gserviceaccount\.com$/, "");
