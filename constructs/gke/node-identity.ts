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
 * The account as which the cluster's machines run: they report their logs and
 * metrics and pull the environment's own images, nothing more.
 *
 * Without it they would run as the project's default account, which may edit
 * the whole project. Workloads never act as it; each has an identity of its own.
 */
export class NodeIdentity extends Construct {
  /** E-mail of the account; ordered after it and known at plan. */
  readonly email: string;
  /** What a node must wait for. */
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
