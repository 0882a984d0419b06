/** Why a mistake is not refused, and where that is said. */
export interface Excuse {
  /** `accepted`: Google does it all the same, and so must the stand-in. `unchecked`: no deploy here can tell. */
  readonly verdict: "accepted" | "unchecked";
  readonly reason: string;
  /** A page of Google by its title and address, or a file of the provider. */
  readonly source: string;
}

/** Excuses of one type, for each type for which it does not wait or which it names. */
function excuses(from: string, excuse: Excuse, to: readonly string[]): Record<string, Excuse> {
  return Object.fromEntries(to.map((type) => [`${from} ${type}`, { ...excuse }]));
}

/** Pairs of types between which the order does not show: the one that waits, and the one for which it waits. */
export const excusedPairs: Readonly<Record<string, Excuse>> = {
  ...excuses(
    "google_cloud_run_v2_service",
    {
      verdict: "accepted",
      reason: "a service starts without the right, and its first use is refused",
      source:
        'Google, "Configure service identity for services": roles are granted for what the service is to do (https://docs.cloud.google.com/run/docs/configuring/services/service-identity)',
    },
    [
      "google_project_iam_member",
      "google_pubsub_topic_iam_member",
      "google_service_account_iam_member",
      "google_storage_bucket_iam_member",
    ],
  ),
  ...excuses(
    "google_cloud_run_v2_service",
    {
      verdict: "accepted",
      reason: "a service starts without its database user, and its login is refused",
      source:
        'Google, "Log in using IAM database authentication": the user is asked for at a login (https://docs.cloud.google.com/sql/docs/postgres/iam-logins)',
    },
    ["google_sql_user"],
  ),
  ...excuses(
    "google_pubsub_subscription",
    {
      verdict: "accepted",
      reason: "Pub/Sub learns of a missing right when it pushes, and tries again",
      source:
        'Google, "Troubleshooting a push subscription": remote_server_4xx (https://cloud.google.com/pubsub/docs/push-troubleshooting)',
    },
    ["google_cloud_run_v2_service_iam_member", "google_service_account_iam_member"],
  ),
  ...excuses(
    "google_container_cluster",
    {
      verdict: "accepted",
      reason: "a cluster is made without them; its nodes then pull no image and write no log",
      source:
        'Google, "Configure GKE node service accounts" (https://docs.cloud.google.com/kubernetes-engine/security/configure-node-service-accounts); the console calls it "degraded operations" (keras-team/kinetic#160)',
    },
    ["google_artifact_registry_repository_iam_member", "google_project_iam_member"],
  ),
  ...excuses(
    "google_compute_region_network_endpoint_group",
    {
      verdict: "unchecked",
      reason: "nothing says whether Google looks the service up when the group is made, or at the first request",
      source:
        'Google, Compute Engine API, NetworkEndpointGroupCloudRun: "must be in the same project and located in the same region", no more (https://docs.cloud.google.com/python/docs/reference/compute/latest/google.cloud.compute_v1.types.NetworkEndpointGroupCloudRun)',
    },
    ["google_cloud_run_v2_service"],
  ),
  ...excuses(
    "google_logging_log_view",
    {
      verdict: "accepted",
      reason: "the bucket of the views is one that every project has, and its resource only sets it",
      source:
        'provider 6.50.0, resource_logging_project_bucket_config.go: "Logging automatically creates two log buckets: _Required and _Default"',
    },
    ["google_logging_project_bucket_config"],
  ),
  ...excuses(
    "google_container_node_pool",
    {
      verdict: "unchecked",
      reason:
        "the provider lets a pool wait for its cluster if the cluster's creation has begun, and so makes it in the right order by chance",
      source:
        "provider 6.50.0, services/container: resource_container_cluster.go takes the lock that resource_container_node_pool.go waits for",
    },
    ["google_container_cluster"],
  ),
};

/** Pairs of types of which one names the other, and the name does not show. */
export const excusedNames: Readonly<Record<string, Excuse>> = {
  ...excuses(
    "google_cloud_run_v2_service",
    {
      verdict: "accepted",
      reason: "the value of a variable is text to Google",
      source:
        'Google, "About Cloud Run environment variables": arbitrary pairs that the container gets (https://cloud.google.com/run/docs/configuring/services/overview-environment-variables)',
    },
    ["google_pubsub_topic", "google_pubsub_subscription"],
  ),
  ...excuses(
    "google_monitoring_uptime_check_config",
    {
      verdict: "accepted",
      reason: "a host is looked up when the check runs",
      source: 'Google, "Create public uptime checks" (https://docs.cloud.google.com/monitoring/uptime-checks)',
    },
    ["google_certificate_manager_certificate_map_entry"],
  ),
};

/** Types of which another name shows nothing, although their order of destruction is gone. */
export const excusedOrders: Readonly<Record<string, Excuse>> = {
  google_certificate_manager_dns_authorization: {
    verdict: "accepted",
    reason:
      "a certificate that gets another authorization is replaced itself, so the old one is destroyed before its authorization",
    source:
      "provider 6.50.0, resource_certificate_manager_certificate.go: `managed.dns_authorizations` forces a replacement",
  },
};
