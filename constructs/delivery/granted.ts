import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment } from "../../environments/environment";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../environments/service-agents";
import { resourcesIn } from "../project/required-apis";

/** Service agents to which the stacks grant something. */
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
 * Roles that the stacks grant on the project, each once, sorted.
 *
 * @throws Error for a role whose name is not known before Terraform runs
 */
export function grantedProjectRoles(stacks: readonly IConstruct[]): string[] {
  const resources = stacks.flatMap(resourcesIn);
  const customRoleIds = new Map(
    resources
      .filter((resource) => resource instanceof ProjectIamCustomRole)
      .map((role) => [`\${google_project_iam_custom_role.${role.friendlyUniqueId}.role_id}`, role.roleIdInput]),
  );
  const resolver = new DefaultTokenResolver(new StringConcat());
  const roles = resources
    .filter((resource) => resource instanceof ProjectIamMember)
    .map((grant) => {
      const written = Tokenization.resolve(grant.roleInput, { scope: grant, resolver, preparing: false }) as string;
      const role = written.replaceAll(/\$\{[^}]+\}/g, (reference) => customRoleIds.get(reference) ?? reference);
      if (role.includes("${")) throw new Error(`${grant.node.path}: '${role}' is no role's name before apply`);
      return role;
    });
  return [...new Set(roles)].sort();
}
