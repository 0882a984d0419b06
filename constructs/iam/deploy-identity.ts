import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import { constructId } from "../../contract/names";
import { roleId } from "./roles";
import { limitOf, notBootstrapState } from "./deploy-limits";
import type { DeployRights } from "./deploy-roles";
import { accountEmail } from "./names";

export interface DeployIdentityProps {
  readonly environment: Environment;
  readonly accountId: string;
  readonly title: string;
  readonly description: string;
  /** IAM member for the workflows that may impersonate this account. */
  readonly caller: string;
  readonly rights: DeployRights;
  /** Project roles that the account may grant and revoke, if its rights include grants. @default - none */
  readonly grantableRoles?: readonly string[];
  /** Reference to the name of the state bucket. */
  readonly stateBucket: string;
  /** Role of the account on the states of the layers. */
  readonly stateRole: "roles/storage.objectViewer" | "roles/storage.objectUser";
}

/**
 * A service account with which workflows run Terraform, and all of its roles. Only
 * federated workflows can impersonate it: it has no key, and no person or service may
 * act as it.
 */
export class DeployIdentity extends Construct {
  /** E-mail of the account, known at plan time. */
  readonly email: string;

  constructor(scope: Construct, id: string, props: DeployIdentityProps) {
    super(scope, id);
    const { environment, title, description, rights, grantableRoles = [] } = props;
    const { project } = environment;
    const account = new ServiceAccount(this, "Default", {
      accountId: props.accountId,
      displayName: title,
      description,
    });
    this.email = accountEmail(environment, account.accountId);
    const member = `serviceAccount:${this.email}`;

    new ServiceAccountIamMember(this, "Caller", {
      serviceAccountId: `projects/${project.id}/serviceAccounts/${this.email}`,
      role: "roles/iam.workloadIdentityUser",
      member: props.caller,
    });
    new StorageBucketIamMember(this, "State", {
      bucket: props.stateBucket,
      role: props.stateRole,
      member,
      condition: notBootstrapState(environment),
    });
    for (const role of rights.roles) {
      const condition = limitOf(role, environment, grantableRoles);
      new ProjectIamMember(this, roleId(role), {
        project: project.id,
        role,
        member,
        ...(condition === undefined ? {} : { condition }),
      });
    }
    if (rights.permissions.length > 0) {
      const role = new ProjectIamCustomRole(this, "Role", {
        roleId: constructId(props.accountId),
        title,
        description: "Permissions that no predefined role grants without more",
        permissions: [...rights.permissions],
        stage: "GA",
      });
      new ProjectIamMember(this, "CustomRole", {
        project: project.id,
        role: `projects/${project.id}/roles/${role.roleId}`,
        member,
      });
    }
  }
}
