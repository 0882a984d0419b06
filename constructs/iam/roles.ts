import type { Service } from "../../contract/environment";

/**
 * The closed map from what an entry declares to the narrowest role that allows
 * it. A service or a workload is granted no predefined role that is not here, and
 * the policy on project-level roles reads the reasons. Google's service agents
 * get the same roles for the same access; a role that only an agent needs is
 * written where it is granted. Single permissions, where every predefined role
 * contains more, are in roles.ts of their product. The deploy accounts' roles are the `rights` of the
 * registry (policies/registry.ts).
 */

/** Roles on one bucket. */
export const bucketRoles = {
  reads: "roles/storage.objectViewer",
  // May add objects, but not read, replace or delete any.
  appends: "roles/storage.objectCreator",
  // Not objectAdmin, which could also change who else may read.
  writes: "roles/storage.objectUser",
} as const satisfies Partial<Record<keyof Service, string>>;

export const topicPublisherRole = "roles/pubsub.publisher";
/** On a queue's subscription: for its receiver, and for Pub/Sub's service agent, which acknowledges a message after forwarding it as a dead letter. */
export const subscriberRole = "roles/pubsub.subscriber";
/** Role on one Cloud Run service. */
export const invokerRole = "roles/run.invoker";
export const secretAccessorRole = "roles/secretmanager.secretAccessor";
/** Role on the service's own account only, so that the service signs URLs as itself. */
export const urlSignerRole = "roles/iam.serviceAccountTokenCreator";

/** Role of the GPU cluster's nodes. */
export const nodeRole = "roles/container.defaultNodeServiceAccount";

/** Map from project-level role to the reason why no narrower level suffices. */
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

/** Roles of a service that uses the database: one to reach the instance, one to log in as its service account. */
export const databaseRoles = ["roles/cloudsql.client", "roles/cloudsql.instanceUser"];

export const callRoles: Readonly<Partial<Record<Service["calls"][number], string>>> = {
  "text-to-speech": "roles/serviceusage.serviceUsageConsumer",
  "speech-to-text": "roles/speech.client",
};

/** Construct id of a role's grant: `roles/logging.logWriter` becomes `logging-logWriter`. Derived from the role, not from its position in a list. */
export const roleId = (role: string): string => role.replace("roles/", "").replaceAll(".", "-");
