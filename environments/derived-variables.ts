import type { Environment, Service } from "./environment";
import {
  databaseConnectionName,
  databaseName,
  databaseUser,
  pushAccountEmail,
  serviceAccountEmail,
  serviceName,
  serviceUrl,
} from "./names";

/** A variable that a container gets for a field of its service's entry, without a line under `env`. */
export interface DerivedVariable {
  readonly name: string;
  readonly value: string;
  /** The field that asks for it. */
  readonly from: "database" | "documents" | "queues";
}

/** What a service's `database`, `documents` and `queues` give its container. */
export function derivedVariables(environment: Environment, service: Service): DerivedVariable[] {
  return [
    ...databaseVariables(environment, service),
    ...documentVariables(environment, service),
    ...pushVariables(environment, service),
  ];
}

/** What Cloud SQL's connectors ask for to log in as the service's account. */
function databaseVariables(environment: Environment, service: Service): DerivedVariable[] {
  if (service.database === undefined) return [];
  return [
    { name: "INSTANCE_CONNECTION_NAME", value: databaseConnectionName(environment), from: "database" },
    { name: "DB_NAME", value: databaseName(service.database), from: "database" },
    { name: "DB_IAM_USER", value: databaseUser(serviceAccountEmail(environment, service)), from: "database" },
  ];
}

function documentVariables({ firestore }: Environment, { documents }: Service): DerivedVariable[] {
  if (!documents || firestore === undefined) return [];
  return [{ name: "FIRESTORE_DATABASE", value: firestore.databaseId, from: "documents" }];
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
    { name: "PUBSUB_PUSH_AUDIENCE", value: audience, from: "queues" },
    { name: "PUBSUB_PUSH_ACCOUNT", value: accounts.join(","), from: "queues" },
  ];
}
