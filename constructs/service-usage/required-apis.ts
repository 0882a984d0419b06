import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment, Service } from "../../contract/environment";
import { signsUploadUrls } from "../cloud-storage/schema";
import { serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import { rowOf } from "../../policies/registry";

/** APIs without which Terraform can neither enable an API nor read whether one is enabled. */
const apisOfTerraform = ["cloudresourcemanager", "serviceusage"];

/** APIs that fail in the apply that enables them, with "Request had invalid authentication credentials" (retried from provider 7.22.0 on). */
const slowToStart = ["servicenetworking"];

/** APIs that every service calls to send its logs, metrics and traces. */
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
    ...(service.firestore ? ["firestore"] : []),
    ...(service.cloudSql ? ["sqladmin"] : []),
    ...(signsUploadUrls(environment, service) ? ["iamcredentials"] : []),
  ];
}

/** Every API that the environment's resources and services use, sorted. Derived, so none is missing and none is superfluous. */
export function requiredApis(environment: Environment, stacks: readonly IConstruct[]): string[] {
  return sorted([
    ...apisOfTerraform,
    ...apisOfResources(stacks),
    ...environment.services.flatMap((service) => apisOfService(environment, service)),
  ]);
}

/**
 * APIs that bootstrap enables before any layer is applied: those of its own
 * resources, those whose service agent must exist before a layer grants it a
 * role, and those that fail for minutes after they are enabled.
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
  return types.map(rowOf).flatMap(({ api, apisOfSettings = [] }) => [api, ...apisOfSettings]);
}

function apisOfAgent(agent: ServiceAgentName): string[] {
  const { madeBy } = serviceAgents[agent];
  if ("identityOf" in madeBy) return [madeBy.identityOf];
  // The other agents exist once a product is first used, in a layer that enables its API before that.
  return "enabling" in madeBy ? [madeBy.enabling] : [];
}

export function resourcesIn(scope: IConstruct): TerraformResource[] {
  return scope.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
}

const sorted = (apis: readonly string[]): string[] => [...new Set(apis)].sort();
