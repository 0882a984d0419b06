interface Rights {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
}

const images: Rights = {
  plan: ["artifactregistry.repositories.get", "artifactregistry.repositories.getIamPolicy"],
  apply: ["roles/artifactregistry.admin"],
};
const network: Rights = { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.networkAdmin"] };
const balancer: Rights = { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.loadBalancerAdmin"] };
const certificates: Rights = { plan: ["roles/certificatemanager.viewer"], apply: ["roles/certificatemanager.owner"] };
const run: Rights = { plan: ["roles/run.viewer"], apply: ["roles/run.admin", "roles/iam.serviceAccountUser"] };
const container: Rights = {
  plan: ["roles/container.clusterViewer", "compute.instanceGroupManagers.get"],
  apply: ["roles/container.clusterAdmin", "roles/iam.serviceAccountUser", "compute.instanceGroupManagers.get"],
};
const dns: Rights = { plan: ["roles/dns.reader"], apply: ["roles/dns.admin"] };
const firestore: Rights = {
  plan: [
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.databases.get",
    "datastore.databases.getMetadata",
    "datastore.schemas.get",
    "datastore.schemas.list",
  ],
  apply: [
    "roles/datastore.indexAdmin",
    "datastore.backupSchedules.create",
    "datastore.backupSchedules.delete",
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.backupSchedules.update",
    "datastore.databases.create",
    "datastore.databases.delete",
    "datastore.databases.get",
    "datastore.databases.getMetadata",
    "datastore.databases.update",
  ],
};
const kms: Rights = {
  plan: ["roles/cloudkms.viewer", "cloudkms.cryptoKeys.getIamPolicy"],
  apply: ["roles/cloudkms.admin"],
};
const logging: Rights = {
  plan: [
    "logging.buckets.get",
    "logging.exclusions.get",
    "logging.logMetrics.get",
    "logging.sinks.get",
    "logging.views.get",
  ],
  apply: ["roles/logging.configWriter"],
};
const monitoring: Rights = { plan: ["roles/monitoring.viewer"], apply: ["roles/monitoring.editor"] };
const projectPolicy: Rights = {
  plan: ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"],
  apply: ["roles/resourcemanager.projectIamAdmin"],
};
const pubsub: Rights = {
  plan: ["roles/pubsub.viewer", "pubsub.subscriptions.getIamPolicy", "pubsub.topics.getIamPolicy"],
  apply: ["roles/pubsub.admin"],
};
const secrets: Rights = {
  plan: ["roles/secretmanager.viewer"],
  apply: [
    "secretmanager.secrets.create",
    "secretmanager.secrets.delete",
    "secretmanager.secrets.get",
    "secretmanager.secrets.getIamPolicy",
    "secretmanager.secrets.list",
    "secretmanager.secrets.setIamPolicy",
    "secretmanager.secrets.update",
  ],
};
const accounts: Rights = { plan: ["roles/iam.serviceAccountViewer"], apply: ["roles/iam.serviceAccountAdmin"] };
const sql: Rights = {
  plan: [
    "cloudsql.databases.get",
    "cloudsql.databases.list",
    "cloudsql.instances.get",
    "cloudsql.instances.list",
    "cloudsql.users.get",
    "cloudsql.users.list",
  ],
  apply: ["roles/cloudsql.admin"],
};
const storage: Rights = {
  plan: ["roles/storage.bucketViewer", "storage.buckets.getIamPolicy"],
  apply: ["roles/storage.admin"],
};

/** What each type of resource needs to be planned and applied, written down apart from the table that the app derives it from. */
export const rightsOfType: Readonly<Record<string, Rights>> = {
  google_access_context_manager_service_perimeter: { plan: [], apply: [] },
  google_artifact_registry_repository: images,
  google_artifact_registry_repository_iam_member: images,
  google_billing_budget: {
    plan: ["billing.resourcebudgets.read", "resourcemanager.projects.get", "serviceusage.services.use"],
    apply: [
      "billing.resourcebudgets.read",
      "billing.resourcebudgets.write",
      "resourcemanager.projects.get",
      "serviceusage.services.use",
    ],
  },
  google_certificate_manager_certificate: certificates,
  google_certificate_manager_certificate_map: certificates,
  google_certificate_manager_certificate_map_entry: certificates,
  google_certificate_manager_dns_authorization: certificates,
  google_cloud_quotas_quota_preference: {
    plan: ["roles/cloudquotas.viewer"],
    apply: ["roles/cloudquotas.admin"],
  },
  google_cloud_run_v2_service: run,
  google_cloud_run_v2_service_iam_member: run,
  google_compute_backend_bucket: balancer,
  google_compute_backend_service: balancer,
  google_compute_firewall: { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.securityAdmin"] },
  google_compute_global_address: network,
  google_compute_global_forwarding_rule: balancer,
  google_compute_network: network,
  google_compute_region_network_endpoint_group: {
    plan: ["compute.regionNetworkEndpointGroups.get"],
    apply: ["roles/compute.loadBalancerAdmin"],
  },
  google_compute_router: network,
  google_compute_router_nat: network,
  google_compute_security_policy: { plan: ["compute.securityPolicies.get"], apply: ["roles/compute.securityAdmin"] },
  google_compute_ssl_policy: balancer,
  google_compute_subnetwork: network,
  google_compute_target_http_proxy: balancer,
  google_compute_target_https_proxy: balancer,
  google_compute_url_map: balancer,
  google_container_cluster: container,
  google_container_node_pool: container,
  google_dns_managed_zone: dns,
  google_dns_record_set: dns,
  google_firestore_backup_schedule: firestore,
  google_firestore_database: firestore,
  google_firestore_field: firestore,
  google_firestore_index: firestore,
  google_iap_web_backend_service_iam_member: { plan: ["iap.webServices.getIamPolicy"], apply: ["roles/iap.admin"] },
  google_kms_crypto_key: kms,
  google_kms_crypto_key_iam_member: kms,
  google_kms_key_ring: kms,
  google_logging_log_view: logging,
  google_logging_metric: logging,
  google_logging_project_bucket_config: logging,
  google_logging_project_exclusion: logging,
  google_logging_project_sink: logging,
  google_monitoring_alert_policy: monitoring,
  google_monitoring_custom_service: monitoring,
  google_monitoring_dashboard: monitoring,
  google_monitoring_notification_channel: monitoring,
  google_monitoring_slo: monitoring,
  google_monitoring_uptime_check_config: monitoring,
  google_project_iam_audit_config: projectPolicy,
  google_project_iam_custom_role: { plan: ["roles/iam.roleViewer"], apply: ["roles/iam.roleAdmin"] },
  google_project_iam_member: projectPolicy,
  google_project_service: {
    plan: ["roles/serviceusage.serviceUsageViewer", "resourcemanager.projects.get"],
    apply: ["roles/serviceusage.serviceUsageAdmin", "resourcemanager.projects.get"],
  },
  google_pubsub_schema: pubsub,
  google_pubsub_subscription: {
    plan: ["roles/pubsub.viewer"],
    apply: ["roles/pubsub.admin", "roles/iam.serviceAccountUser"],
  },
  google_pubsub_subscription_iam_member: {
    plan: ["pubsub.subscriptions.getIamPolicy"],
    apply: ["roles/pubsub.admin"],
  },
  google_pubsub_topic: pubsub,
  google_pubsub_topic_iam_member: pubsub,
  google_secret_manager_secret: secrets,
  google_secret_manager_secret_iam_member: secrets,
  google_service_account: accounts,
  google_service_account_iam_member: accounts,
  google_service_networking_connection: {
    plan: ["roles/servicenetworking.viewer"],
    apply: ["roles/servicenetworking.networksAdmin", "roles/compute.networkAdmin"],
  },
  google_sql_database: sql,
  google_sql_database_instance: sql,
  google_sql_user: sql,
  google_storage_bucket: storage,
  google_storage_bucket_iam_member: storage,
};
