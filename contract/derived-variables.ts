import { serviceName, serviceUrl } from "../constructs/cloud-run/names";
import { databaseConnectionName, databaseName, databaseUser } from "../constructs/cloud-sql/names";
import { serviceAccountEmail } from "../constructs/iam/names";
import { pushAccountEmail } from "../constructs/pubsub/names";
import type { Environment, Service } from "./environment";

/** Names of the variables that no entry lists under `env`. */
export const derivedNames = {
  databaseConnection: "INSTANCE_CONNECTION_NAME",
  databaseName: "DB_NAME",
  databaseUser: "DB_IAM_USER",
  firestoreDatabase: "FIRESTORE_DATABASE",
  pushAudience: "PUBSUB_PUSH_AUDIENCE",
  pushAccounts: "PUBSUB_PUSH_ACCOUNT",
} as const;

/** A variable that a container gets for a field of its service's entry, without a line under `env`. */
export interface DerivedVariable {
  readonly name: (typeof derivedNames)[keyof typeof derivedNames];
  readonly value: string;
  /** The field that asks for it. */
  readonly from: "cloudSql" | "firestore" | "queues";
}

/** What a service's `cloudSql`, `firestore` and `queues` give its container. */
export function derivedVariables(environment: Environment, service: Service): DerivedVariable[] {
  return [
    ...databaseVariables(environment, service),
    ...documentVariables(environment, service),
    ...pushVariables(environment, service),
  ];
}

/** What Cloud SQL's connectors ask for to log in as the service's account. */
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

/** Audience and accounts that the service demands of a token before it believes that Pub/Sub pushes. */
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
