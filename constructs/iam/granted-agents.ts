import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import type { IConstruct } from "constructs";
import type { Environment } from "../../contract/environment";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import { resourcesIn } from "../service-usage/required-apis";

/** Service agents to which the stacks grant a role. */
export function grantedAgents(
  environment: Pick<Environment, "project">,
  stacks: readonly IConstruct[],
): ServiceAgentName[] {
  const members = new Set(
    stacks
      .flatMap(resourcesIn)
      .map((resource) => ("memberInput" in resource ? resource.memberInput : undefined))
      .filter((member) => member !== undefined),
  );
  return (Object.keys(serviceAgents) as ServiceAgentName[]).filter((agent) =>
    members.has(serviceAgentMember(environment, agent)),
  );
}

/**
 * Full names of the stacks' custom roles, sorted. A stack may grant only these and
 * the roles of the closed map `projectRoles` on the project.
 */
export const customRoleNames = ({ project }: Pick<Environment, "project">, stacks: readonly IConstruct[]): string[] =>
  stacks
    .flatMap(resourcesIn)
    .filter((resource) => resource instanceof ProjectIamCustomRole)
    .map(({ roleIdInput }) => `projects/${project.id}/roles/${roleIdInput ?? ""}`)
    .sort();
