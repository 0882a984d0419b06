import { serviceName, serviceUrl } from "../constructs/cloud-run/names";
import { databaseConnectionName, databaseName, databaseUser } from "../constructs/cloud-sql/names";
import { serviceAccountEmail } from "../constructs/iam/names";
import { pushAccountEmail } from "../constructs/pubsub/names";
import type { Environment, Service } from "./environment";

/** Names of the environment variables that Parley sets by itself; no entry may list them under `env`. */
export const derivedNames = {
  databaseConnection: "INSTANCE_CONNECTION_NAME",
  databaseName: "DB_NAME",
  databaseUser: "DB_IAM_USER",
  firestoreDatabase: "FIRESTORE_DATABASE",
  pushAudience: "PUBSUB_PUSH_AUDIENCE",
  pushAccounts: "PUBSUB_PUSH_ACCOUNT",
} as const;

/** What a variable's value is a name of. */
interface Named {
  readonly to: string;
  /** Argument of `to` that holds the name. */
  readonly as: string;
  /** The name in a value. @default - all of it */
  readonly within?: (value: string) => string | undefined;
}

/** Resources that the variables name, which policies look for; undefined where a variable names none. */
export const derivedLinks: Readonly<Record<keyof typeof derivedNames, Named | undefined>> = {
  databaseConnection: {
    to: "google_sql_database_instance",
    as: "name",
    within: (value) => value.split(":").at(-1),
  },
  databaseName: { to: "google_sql_database", as: "name" },
  databaseUser: undefined,
  firestoreDatabase: { to: "google_firestore_database", as: "name" },
  pushAudience: undefined,
  pushAccounts: undefined,
};

/** A variable that a container gets for a field of its service's entry, without a line under `env`. */
export interface DerivedVariable {
  readonly name: (typeof derivedNames)[keyof typeof derivedNames];
  readonly value: string;
  /** The field from which the variable follows. */
  readonly from: "cloudSql" | "firestore" | "queues";
}

/** Environment variables that follow from a service's `cloudSql`, `firestore` and `queues`. */
export function derivedVariables(environment: Environment, service: Service): DerivedVariable[] {
  return [
    ...databaseVariables(environment, service),
    ...documentVariables(environment, service),
    ...pushVariables(environment, service),
  ];
}

/** Variables that a Cloud SQL connector needs to log in as the service account. */
function databaseVariables(environment: Environment, service: Service): DerivedVariable[] {
  const { cloudSql } = environment;
  if (service.cloudSql === undefined || cloudSql === undefined) return [];
  return [
    { name: derivedNames.databaseConnection, value: databaseConnectionName(environment, cloudSql), from: "cloudSql" },
    { name: derivedNames.databaseName, value: databaseName(service.cloudSql), from: "cloudSql" },
    {
      name: derivedNames.databaseUser,
      value: databaseUser(serviceAccountEmail(environment, service)),
      from: "cloudSql",
    },
  ];
}

function documentVariables(environment: Environment, service: Service): DerivedVariable[] {
  if (!service.firestore || environment.firestore === undefined) return [];
  return [{ name: derivedNames.firestoreDatabase, value: environment.firestore.databaseId, from: "firestore" }];
}

/** Audience and service accounts with which the service verifies the token of a push request. */
function pushVariables(environment: Environment, service: Service): DerivedVariable[] {
  const pushed = Object.keys(service.queues)
    .filter((queue) => service.queues[queue] !== "pull")
    .sort();
  if (pushed.length === 0) return [];
  const audience = serviceUrl(environment, serviceName(environment, service), environment.primaryRegion);
  const accounts = pushed.map((queue) => pushAccountEmail(environment, queue));
  return [
    { name: derivedNames.pushAudience, value: audience, from: "queues" },
    { name: derivedNames.pushAccounts, value: accounts.join(","), from: "queues" },
  ];
}
