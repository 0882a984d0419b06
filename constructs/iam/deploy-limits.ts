import type { ProjectIamMemberCondition } from "@cdktf/provider-google/lib/project-iam-member";
import type { StorageBucketIamMemberCondition } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { Environment } from "../../contract/environment";
import { bootstrapKeyRingName, keyLocation, keyRingPath } from "../kms/names";
import { stackId } from "../../contract/names";
import { stateBucketName } from "../cloud-storage/names";

type Limited = Pick<Environment, "name" | "project" | "namePrefix" | "primaryRegion">;

/** Roles in one list. Lists stay short; an operator joins two lists, and a condition takes twelve operators (Google, "IAM quotas"). */
const rolesInList = 10;
const listsInCondition = 13;

/**
 * Condition under which a role is granted on the project; undefined where the
 * grant is unconditional.
 *
 * Without the first condition, the apply account could make itself an owner in one
 * step. The other two protect what bootstrap made: the state bucket's settings and
 * policy, and the key that encrypts it.
 */
export function limitOf(
  role: string,
  environment: Limited,
  grantableRoles: readonly string[],
): ProjectIamMemberCondition | undefined {
  switch (role) {
    case "roles/resourcemanager.projectIamAdmin":
      return {
        title: "Roles of the stacks only",
        description: "Grants and revokes the project roles that a stack of this environment grants",
        expression: modifiesOnly(grantableRoles),
      };
    case "roles/storage.admin":
      return {
        title: "Not the state bucket",
        description: "The state bucket is bootstrap's; its objects are granted on the bucket",
        expression: notBelow(`projects/_/buckets/${stateBucketName(environment)}`),
      };
    case "roles/cloudkms.admin":
      return {
        title: "Not the key of the state",
        description: "The ring with the key of the state bucket is bootstrap's",
        expression: notBelow(
          keyRingPath(environment, keyLocation(environment, "state"), bootstrapKeyRingName(environment)),
        ),
      };
    default:
      return undefined;
  }
}

/**
 * Excludes bootstrap's state from an account's access to the state bucket. A
 * person with full rights applies bootstrap, so an account that could change
 * this state could make Terraform use those rights.
 */
export const notBootstrapState = (environment: Limited): StorageBucketIamMemberCondition => ({
  title: "Not the state of bootstrap",
  description: "A person runs bootstrap with rights that no workflow has",
  expression: `!resource.name.startsWith('projects/_/buckets/${stateBucketName(environment)}/objects/${stackId(environment, "bootstrap")}/')`,
});

/**
 * Google, "Set limits on granting roles". Google refuses a request that changes
 * roles of two lists. The provider batches grants into one request and, if it is
 * refused, sends each grant alone, so separate lists cost only a retry.
 */
function modifiesOnly(roles: readonly string[]): string {
  const sorted = [...new Set(roles)].sort();
  const lists = Array.from({ length: Math.max(1, Math.ceil(sorted.length / rolesInList)) }, (_, index) =>
    sorted.slice(index * rolesInList, (index + 1) * rolesInList),
  );
  if (lists.length > listsInCondition)
    throw new Error(
      `the stacks grant ${sorted.length} project roles; one condition names at most ${listsInCondition * rolesInList}`,
    );
  return lists
    .map(
      (list) =>
        `api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${list.map((role) => `'${role}'`).join(", ")}])`,
    )
    .join(" || ");
}

/** Excludes the resource and everything below it, but no sibling whose name has the same prefix. */
const notBelow = (resource: string): string =>
  `!(resource.name == '${resource}' || resource.name.startsWith('${resource}/'))`;
