import type { Service } from "../../contract/environment";

/**
 * The closed map from what an entry declares to the narrowest role that allows
 * it. A service or a workload is granted no predefined role that is not here, and
 * the policy on project-level roles reads the reasons. Google's agents share
 * these roles where they do the same; a role of theirs alone stands where it is
 * granted, as the accounts that deploy have a table of their own.
 */

/** On one bucket. */
export const bucketRoles = {
  reads: "roles/storage.objectViewer",
  // Adds objects, but cannot read, replace or delete one.
  appends: "roles/storage.objectCreator",
  // objectAdmin could also change who else may read.
  writes: "roles/storage.objectUser",
} as const satisfies Partial<Record<keyof Service, string>>;

export const topicPublisherRole = "roles/pubsub.publisher";
/** On a queue's subscription: its receiver takes messages off it, and so does Pub/Sub once it has forwarded one as a dead letter. */
export const subscriberRole = "roles/pubsub.subscriber";
/** On one Cloud Run service. */
export const invokerRole = "roles/run.invoker";
export const secretAccessorRole = "roles/secretmanager.secretAccessor";
/** On the service's own account only: it signs URLs as itself. */
export const urlSignerRole = "roles/iam.serviceAccountTokenCreator";

/** Of the GPU cluster's machines. */
export const nodeRole = "roles/container.defaultNodeServiceAccount";

/** Project-level roles, each with the reason why no narrower level does. */
export const projectRoles: Readonly<Record<string, string>> = {
  "roles/logging.logWriter": "log entries belong to the project; Cloud Logging has no narrower resource to write to",
  "roles/monitoring.metricWriter":
    "time series belong to the project; Cloud Monitoring has no narrower resource to write to",
  "roles/cloudtrace.agent": "spans belong to the project; Cloud Trace has no narrower resource to write to",
  [nodeRole]: "nodes report logs and metrics, which belong to the project; GKE asks for this role and no narrower one",
  "roles/serviceusage.serviceUsageConsumer":
    "text:synthesize has no permission of its own; it asks for the right to use the project's quota",
  "roles/speech.client": "recognition is a call on the project, not on a resource",
  "roles/cloudsql.client": "Cloud SQL grants connections by project; the database's own users narrow them",
  "roles/cloudsql.instanceUser": "Cloud SQL grants logins by project; the database knows only the users that it has",
};

/** Roles of every Cloud Run service. */
export const telemetryRoles = ["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/cloudtrace.agent"];

/** Roles of a service that logs in to the database as itself: one to reach the instance, one to log in. */
export const databaseRoles = ["roles/cloudsql.client", "roles/cloudsql.instanceUser"];

export const callRoles: Readonly<Partial<Record<Service["calls"][number], string>>> = {
  "text-to-speech": "roles/serviceusage.serviceUsageConsumer",
  "speech-to-text": "roles/speech.client",
};

/** Permissions of a service's custom role, where every predefined role holds more. */
export function customPermissions(service: Service): string[] {
  return [
    // Streaming and Live API calls use it too; there is no streamingPredict permission.
    ...(service.calls.includes("vertex-ai") ? ["aiplatform.endpoints.predict"] : []),
    ...(service.firestore
      ? [
          // Transactions read the database itself.
          "datastore.databases.get",
          "datastore.entities.create",
          "datastore.entities.get",
          "datastore.entities.list",
          "datastore.entities.update",
        ]
      : []),
  ];
}

/** `roles/logging.logWriter` becomes `logging-logWriter`: an id from the role, never from its place in a list. */
export const roleId = (role: string): string => role.replace("roles/", "").replaceAll(".", "-");
