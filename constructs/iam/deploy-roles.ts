import { ofLongestStart } from "../longest-start";

/** What an account holds to deploy: predefined roles, and the permissions of its custom role. */
export interface DeployRights {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/** Roles and single permissions; a permission stands where every predefined role that has it holds more than it should. */
interface Needs {
  /** To read a resource and its IAM policy. */
  readonly plan: readonly string[];
  /** To create, change and delete it and to set its IAM policy. */
  readonly apply: readonly string[];
}

// Whoever deploys code that runs as an account must be allowed to act as it.
const actAs = "roles/iam.serviceAccountUser";

const network: Needs = { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.networkAdmin"] };
const loadBalancer: Needs = { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.loadBalancerAdmin"] };
const firestore: Needs = {
  // datastore.viewer reads documents.
  plan: [
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.databases.get",
    "datastore.databases.getMetadata",
    "datastore.schemas.get",
    "datastore.schemas.list",
  ],
  // datastore.owner reads and writes documents.
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
const projectPolicy: Needs = {
  plan: ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"],
  // Under the condition of deploy-limits.ts.
  apply: ["roles/resourcemanager.projectIamAdmin"],
};

/**
 * What each kind of resource needs, by the start of its Terraform type; the
 * longest start wins. Every role is of one product.
 *
 * The plan account can be any pull request of the repository. So it has no role
 * that reads data: neither the value of a secret, nor an object, a document or
 * a log entry, nor an export of a database, which `roles/cloudsql.viewer`
 * permits, nor `roles/iam.securityReviewer`, which lists log entries.
 */
const needsOfResource: Readonly<Record<string, Needs>> = {
  // Belongs to the organization's access policy, where bootstrap cannot grant anything; docs/bootstrap.md does.
  google_access_context_manager_: { plan: [], apply: [] },
  google_artifact_registry_: {
    // artifactregistry.reader downloads images.
    plan: ["artifactregistry.repositories.get", "artifactregistry.repositories.getIamPolicy"],
    apply: ["roles/artifactregistry.admin"],
  },
  // It lies on the billing account, where bootstrap cannot grant anything, but one of a single project is also that
  // project's (Google, "Access control for the Cloud Billing Budget API"). Calls take the project's quota.
  google_billing_budget: {
    plan: ["billing.resourcebudgets.read", "resourcemanager.projects.get", "serviceusage.services.use"],
    apply: [
      "billing.resourcebudgets.read",
      "billing.resourcebudgets.write",
      "resourcemanager.projects.get",
      "serviceusage.services.use",
    ],
  },
  google_certificate_manager_: {
    plan: ["roles/certificatemanager.viewer"],
    // certificatemanager.editor cannot delete.
    apply: ["roles/certificatemanager.owner"],
  },
  google_cloud_quotas_: { plan: ["roles/cloudquotas.viewer"], apply: ["roles/cloudquotas.admin"] },
  google_cloud_run_v2_: { plan: ["roles/run.viewer"], apply: ["roles/run.admin", actAs] },
  google_compute_backend_: loadBalancer,
  google_compute_firewall: { plan: ["roles/compute.networkViewer"], apply: ["roles/compute.securityAdmin"] },
  google_compute_global_address: network,
  google_compute_global_forwarding_rule: loadBalancer,
  google_compute_network: network,
  google_compute_region_network_endpoint_group: {
    plan: ["compute.regionNetworkEndpointGroups.get"],
    apply: ["roles/compute.loadBalancerAdmin"],
  },
  google_compute_route: network,
  google_compute_security_policy: {
    plan: ["compute.securityPolicies.get"],
    apply: ["roles/compute.securityAdmin"],
  },
  google_compute_ssl_policy: loadBalancer,
  google_compute_subnetwork: network,
  google_compute_target_http: loadBalancer,
  google_compute_url_map: loadBalancer,
  google_container_: {
    // The provider also looks up the instance groups of a pool.
    plan: ["roles/container.clusterViewer", "compute.instanceGroupManagers.get"],
    // container.admin also rules inside the cluster.
    apply: ["roles/container.clusterAdmin", "compute.instanceGroupManagers.get", actAs],
  },
  google_dns_: { plan: ["roles/dns.reader"], apply: ["roles/dns.admin"] },
  google_firestore_: firestore,
  google_iap_: { plan: ["iap.webServices.getIamPolicy"], apply: ["roles/iap.admin"] },
  google_kms_: {
    plan: ["roles/cloudkms.viewer", "cloudkms.cryptoKeys.getIamPolicy"],
    // Neither encrypts nor decrypts.
    apply: ["roles/cloudkms.admin"],
  },
  google_logging_: {
    // logging.viewer reads log entries.
    plan: [
      "logging.buckets.get",
      "logging.exclusions.get",
      "logging.logMetrics.get",
      "logging.sinks.get",
      "logging.views.get",
    ],
    apply: ["roles/logging.configWriter"],
  },
  google_monitoring_: { plan: ["roles/monitoring.viewer"], apply: ["roles/monitoring.editor"] },
  google_project_iam_audit_config: projectPolicy,
  google_project_iam_custom_role: { plan: ["roles/iam.roleViewer"], apply: ["roles/iam.roleAdmin"] },
  google_project_iam_member: projectPolicy,
  google_project_service: {
    plan: ["roles/serviceusage.serviceUsageViewer", "resourcemanager.projects.get"],
    apply: ["roles/serviceusage.serviceUsageAdmin", "resourcemanager.projects.get"],
  },
  google_pubsub_: {
    plan: ["roles/pubsub.viewer", "pubsub.subscriptions.getIamPolicy", "pubsub.topics.getIamPolicy"],
    apply: ["roles/pubsub.admin"],
  },
  // A push subscription signs its requests as an account.
  google_pubsub_subscription: { plan: ["roles/pubsub.viewer"], apply: ["roles/pubsub.admin", actAs] },
  google_pubsub_subscription_iam_: {
    plan: ["pubsub.subscriptions.getIamPolicy"],
    apply: ["roles/pubsub.admin"],
  },
  google_secret_manager_: {
    plan: ["roles/secretmanager.viewer"],
    // secretmanager.admin reads the values.
    apply: [
      "secretmanager.secrets.create",
      "secretmanager.secrets.delete",
      "secretmanager.secrets.get",
      "secretmanager.secrets.getIamPolicy",
      "secretmanager.secrets.list",
      "secretmanager.secrets.setIamPolicy",
      "secretmanager.secrets.update",
    ],
  },
  google_service_account: { plan: ["roles/iam.serviceAccountViewer"], apply: ["roles/iam.serviceAccountAdmin"] },
  google_service_networking_: {
    plan: ["roles/servicenetworking.viewer"],
    // The peering itself is the network's.
    apply: ["roles/servicenetworking.networksAdmin", "roles/compute.networkAdmin"],
  },
  google_sql_: {
    // cloudsql.viewer may export the database into whichever bucket takes it.
    plan: [
      "cloudsql.databases.get",
      "cloudsql.databases.list",
      "cloudsql.instances.get",
      "cloudsql.instances.list",
      "cloudsql.users.get",
      "cloudsql.users.list",
    ],
    apply: ["roles/cloudsql.admin"],
  },
  google_storage_: {
    plan: ["roles/storage.bucketViewer", "storage.buckets.getIamPolicy"],
    apply: ["roles/storage.admin"],
  },
};

/** Every role and permission that the table can give an account: what the policies let bootstrap grant. */
export const deployNeeds: Readonly<Record<keyof Needs, ReadonlySet<string>>> = {
  plan: new Set(Object.values(needsOfResource).flatMap(({ plan }) => plan)),
  apply: new Set(Object.values(needsOfResource).flatMap(({ apply }) => apply)),
};

/**
 * What the two accounts need for resources of these types, and nothing for
 * types that no stack has.
 *
 * @throws Error for a type that no line of the table covers, since its plan
 * would fail with 403
 */
export function deployRights(resourceTypes: Iterable<string>): Record<keyof Needs, DeployRights> {
  const needs = [...new Set(resourceTypes)].map(needsOf);
  const rights = (account: keyof Needs): DeployRights => {
    const all = [...new Set(needs.flatMap((one) => one[account]))].sort();
    return {
      roles: all.filter((one) => one.startsWith("roles/")),
      permissions: all.filter((one) => !one.startsWith("roles/")),
    };
  };
  return { plan: rights("plan"), apply: rights("apply") };
}

function needsOf(type: string): Needs {
  const needs = ofLongestStart(type, needsOfResource);
  if (needs === undefined)
    throw new Error(`no deploy role is known for ${type}; add its prefix to constructs/iam/deploy-roles.ts`);
  return needs;
}
