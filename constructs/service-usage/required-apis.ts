import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { signsUploadUrls, type Environment, type Service } from "../../contract/environment";
import { serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import { rowOf } from "../../policies/registry";

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
    ...(service.firestore ? ["firestore"] : []),
    ...(service.cloudSql ? ["sqladmin"] : []),
    ...(signsUploadUrls(environment, service) ? ["iamcredentials"] : []),
  ];
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
  return types.map(rowOf).flatMap(({ api, apisOfSettings = [] }) => [api, ...apisOfSettings]);
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
