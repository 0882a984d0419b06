import type { Environment } from "../../contract/environment";
import { serviceAgents, type ServiceAgentName } from "../../contract/service-agents";

/**
 * Commands that create these service agents, without duplicates, sorted. An agent
 * that Google creates on first use has none. Terraform could create the others only
 * with the beta provider, and IAM refuses a grant to an agent that does not exist.
 */
export function serviceIdentityCommands(
  { project }: Pick<Environment, "project">,
  agents: readonly ServiceAgentName[],
): string[] {
  const commands = agents.flatMap((agent) => {
    const { madeBy } = serviceAgents[agent];
    if ("identityOf" in madeBy)
      return `gcloud beta services identity create --service=${madeBy.identityOf}.googleapis.com --project=${project.id}`;
    return "command" in madeBy ? `${madeBy.command} --project=${project.id}` : [];
  });
  return [...new Set(commands)].sort();
}
