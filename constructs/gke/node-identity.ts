import { ArtifactRegistryRepositoryIamMember } from "@cdktf/provider-google/lib/artifact-registry-repository-iam-member";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { repositoryId } from "../artifact-registry/names";
import { accountEmail } from "../iam/names";
import { nodeRole } from "../iam/roles";
import { nodeAccountId } from "./names";

export interface NodeIdentityProps {
  readonly environment: Environment;
}

/**
 * The service account of the cluster's nodes. It may only report logs and metrics
 * and pull the environment's images.
 *
 * Without it nodes would use the project's default service account, which may edit
 * the whole project. Workloads never act as it; each has its own identity.
 */
export class NodeIdentity extends Construct {
  /** E-mail of the account, known at plan time; a resource that uses it depends on the account. */
  readonly email: string;
  /** Grants that must exist before a node starts. */
  readonly grants: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { environment }: NodeIdentityProps) {
    super(scope, id);
    const account = new ServiceAccount(this, "Default", {
      accountId: nodeAccountId(environment),
      displayName: "GPU cluster nodes",
      description: "Machines of the GPU cluster; workloads have identities of their own",
    });
    this.email = accountEmail(environment, account.accountId);
    const member = `serviceAccount:${this.email}`;
    this.grants = [
      new ProjectIamMember(this, "container-defaultNodeServiceAccount", {
        project: environment.project.id,
        role: nodeRole,
        member,
      }),
      new ArtifactRegistryRepositoryIamMember(this, "Images", {
        location: environment.primaryRegion,
        repository: repositoryId(environment),
        role: "roles/artifactregistry.reader",
        member,
      }),
    ];
  }
}
