import type { ProjectIamMemberCondition } from "@cdktf/provider-google/lib/project-iam-member";
import type { StorageBucketIamMemberCondition } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import type { Environment } from "../../contract/environment";
import { bootstrapKeyRingName, keyLocation, keyRingPath } from "../kms/names";
import { stackId } from "../../contract/names";
import { stateBucketName } from "../cloud-storage/names";

type Limited = Pick<Environment, "name" | "project" | "namePrefix" | "primaryRegion">;

/** Lists stay short; an operator joins them, and a condition takes twelve operators (Google, "IAM quotas"). */
const rolesInList = 10;
const listsInCondition = 13;

/**
 * Condition under which a role is granted on the project; undefined where it
 * is granted whole.
 *
 * Without the first, the apply account could make itself an owner in one step.
 * The other two keep it from what bootstrap made: the state bucket's settings
 * and policy, and the key that encrypts it.
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
 * Keeps an account that may use the states from bootstrap's own: a person who
 * may do everything runs Terraform on that one, so whoever could write it could
 * do everything too.
 */
export const notBootstrapState = (environment: Limited): StorageBucketIamMemberCondition => ({
  title: "Not the state of bootstrap",
  description: "A person runs bootstrap with rights that no workflow has",
  expression: `!resource.name.startsWith('projects/_/buckets/${stateBucketName(environment)}/objects/${stackId(environment, "bootstrap")}/')`,
});

/**
 * Google, "Set limits on granting roles". A request that changes roles of two
 * lists is refused; the provider combines grants into one request and sends each
 * by itself when that fails, so lists cost a retry and no more.
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

/** The resource itself, what lies in it, and no sibling whose name only starts alike. */
const notBelow = (resource: string): string =>
  `!(resource.name == '${resource}' || resource.name.startsWith('${resource}/'))`;
