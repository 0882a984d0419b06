import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { signsUploadUrls, type Environment, type Service } from "../../contract/environment";
import { serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import { ofLongestStart } from "../longest-start";

/** API that serves each kind of resource, by the start of its Terraform type; the longest start wins. */
const apiOfResource: Readonly<Record<string, string>> = {
  google_access_context_manager_: "accesscontextmanager",
  google_artifact_registry_: "artifactregistry",
  google_billing_budget: "billingbudgets",
  google_certificate_manager_: "certificatemanager",
  google_cloud_quotas_: "cloudquotas",
  google_cloud_run_v2_: "run",
  google_compute_: "compute",
  google_container_: "container",
  google_dns_: "dns",
  google_firestore_: "firestore",
  google_iam_workload_identity_pool: "iam",
  google_iap_: "iap",
  google_kms_: "cloudkms",
  google_logging_: "logging",
  google_monitoring_: "monitoring",
  google_project_iam_audit_config: "cloudresourcemanager",
  google_project_iam_custom_role: "iam",
  google_project_iam_member: "cloudresourcemanager",
  google_project_service: "serviceusage",
  google_pubsub_: "pubsub",
  google_secret_manager_: "secretmanager",
  google_service_account: "iam",
  google_service_networking_: "servicenetworking",
  google_sql_: "sqladmin",
  google_storage_: "storage",
};

/** APIs that serve no resource of their own, but that a resource's settings ask for. */
const apiOfSetting: Readonly<Record<string, readonly string[]>> = {
  // vulnerability_scanning_config
  google_artifact_registry_: ["containerscanning"],
  // security_posture_config, workload_identity_config
  google_container_: ["containersecurity", "iamcredentials"],
  // A workflow exchanges its token, and then acts as an account.
  google_iam_workload_identity_pool: ["iamcredentials", "sts"],
};

/** Without them Terraform can neither enable an API nor read whether one is enabled. */
const apisOfTerraform = ["cloudresourcemanager", "serviceusage"];

/** Enabled and used in one apply, it answers "Request had invalid authentication credentials" (retried from provider 7.22.0 on). */
const slowToStart = ["servicenetworking"];

/** APIs that every service calls: logs, metrics and traces leave it through them. */
const telemetry = ["logging", "monitoring", "cloudtrace"];

const apiOfCall: Readonly<Record<Service["calls"][number], string>> = {
  "vertex-ai": "aiplatform",
  "text-to-speech": "texttospeech",
  "speech-to-text": "speech",
};

/** APIs that one service calls at run time. */
export function apisOfService(environment: Environment, service: Service): string[] {
  return [
    ...telemetry,
    ...service.calls.map((call) => apiOfCall[call]),
    ...(service.documents ? ["firestore"] : []),
    ...(service.database ? ["sqladmin"] : []),
    ...(signsUploadUrls(environment, service) ? ["iamcredentials"] : []),
  ];
}

/**
 * API that a resource type needs.
 *
 * @throws Error for a type that no line of the table covers, since nothing
 * would enable its API
 */
export function apiOf(resourceType: string): string {
  const api = ofLongestStart(resourceType, apiOfResource);
  if (api === undefined)
    throw new Error(`no API is known for ${resourceType}; add its prefix to constructs/service-usage/required-apis.ts`);
  return api;
}

/** Every API that the environment's resources and services use, sorted; derived, so it is never too short or too long. */
export function requiredApis(environment: Environment, stacks: readonly IConstruct[]): string[] {
  return sorted([
    ...apisOfTerraform,
    ...apisOfResources(stacks),
    ...environment.services.flatMap((service) => apisOfService(environment, service)),
  ]);
}

/**
 * The APIs that must be on before any layer: those of bootstrap's own resources,
 * and those without which a service agent does not exist to which a layer grants
 * something in the same apply that would enable its API. So are those whose own
 * rights take minutes to arrive after they are enabled.
 */
export const firstApis = (
  bootstrap: IConstruct,
  layers: readonly IConstruct[],
  grantedAgents: readonly ServiceAgentName[],
): string[] =>
  sorted([
    ...apisOfTerraform,
    ...apisOfResources([bootstrap]),
    ...grantedAgents.flatMap(apisOfAgent),
    ...apisOfResources(layers).filter((api) => slowToStart.includes(api)),
  ]);

function apisOfResources(stacks: readonly IConstruct[]): string[] {
  const types = stacks.flatMap((stack) => resourcesIn(stack).map(({ terraformResourceType }) => terraformResourceType));
  return [...types.map(apiOf), ...types.flatMap((type) => ofLongestStart(type, apiOfSetting) ?? [])];
}

function apisOfAgent(agent: ServiceAgentName): string[] {
  const { madeBy } = serviceAgents[agent];
  if ("identityOf" in madeBy) return [madeBy.identityOf];
  // The others come with the first use of a product that a layer enables by then.
  return "enabling" in madeBy ? [madeBy.enabling] : [];
}

export function resourcesIn(scope: IConstruct): TerraformResource[] {
  return scope.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
}

const sorted = (apis: readonly string[]): string[] => [...new Set(apis)].sort();
