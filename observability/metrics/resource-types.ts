/**
 * Monitored resource types that are used here, with the labels that select or group
 * their series. Google, "Monitored resource types"; unused labels are omitted.
 */
export const resourceTypes = {
  "aiplatform.googleapis.com/PublisherModel": ["publisher", "model_user_id", "location"],
  cloud_run_revision: ["service_name", "revision_name", "location"],
  cloudsql_database: ["database_id", "region"],
  consumed_api: ["service", "method"],
  consumer_quota: ["service", "location"],
  "firestore.googleapis.com/Database": ["database_id"],
  gcs_bucket: ["bucket_name"],
  global: [],
  https_lb_rule: ["backend_target_name", "url_map_name", "matched_url_path_rule"],
  k8s_container: ["cluster_name", "namespace_name", "pod_name", "container_name"],
  k8s_node: ["cluster_name", "node_name"],
  network_security_policy: ["policy_name"],
  pubsub_subscription: ["subscription_id"],
  pubsub_topic: ["topic_id"],
  uptime_url: ["host"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ResourceType = keyof typeof resourceTypes;
