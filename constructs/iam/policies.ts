import { deployNeeds } from "./deploy-roles";
import { projectRoles } from "./roles";
import { isNewBucketRole } from "../cloud-storage/basic-roles";
import type { Environment } from "../../contract/environment";
import { stackId } from "../../contract/names";
import { ofType, onEach, type Policy, type Resource } from "../../policies/policy";

const isIam = (type: string): boolean => /_iam_(member|binding|policy)$/.test(type);

/** Products whose roles must be granted on a single resource, such as a bucket or a topic, never on the project. */
const narrowProducts = /^roles\/(storage|pubsub|secretmanager|run|iap|artifactregistry|cloudkms)\./;

/** Bootstrap grants only what the registry derives from the resource types, so it needs no reasons in `projectRoles`. */
const isBootstrap = ({ stack }: Resource, environment: Environment): boolean =>
  stack === stackId(environment, "bootstrap");
const isDeployNeed = (right: string): boolean => deployNeeds.plan.has(right) || deployNeeds.apply.has(right);

export const iamPolicies: readonly Policy[] = [
  onEach("iam-additive", isIam, ({ type, attributes }) =>
    // What Google itself grants on a new bucket can be taken away by a binding only.
    type.endsWith("_iam_member") || (type === "google_storage_bucket_iam_binding" && isNewBucketRole(attributes.role))
      ? undefined
      : "is authoritative and would remove grants that others made; use the *_iam_member resource",
  ),
  onEach("iam-no-basic-role", isIam, ({ attributes: { role } }) =>
    ["roles/owner", "roles/editor", "roles/viewer"].includes(String(role))
      ? `'${String(role)}' reaches every product of the project; grant the role of one product`
      : undefined,
  ),
  onEach("iam-no-public-member", isIam, ({ attributes: { member } }) =>
    ["allUsers", "allAuthenticatedUsers"].includes(String(member))
      ? `'${String(member)}' is everyone on the internet; name an account, or let the load balancer in`
      : undefined,
  ),
  onEach("iam-narrowest-level", ofType("google_project_iam_member"), (resource, environment) => {
    const role = String(resource.attributes.role);
    if (isBootstrap(resource, environment) && isDeployNeed(role)) return undefined;
    if (narrowProducts.test(role))
      return `'${role}' on the project reaches all its resources; grant it on the one resource`;
    // A custom role contains exactly what the entry declares, so its permissions are the reason.
    if (/^projects\/[^/]+\/roles\//.test(role) || role in projectRoles) return undefined;
    return `'${role}' is granted on the project without a reason; add the role and why no narrower level does to constructs/iam/roles.ts`;
  }),
  onEach("iam-custom-role-permissions", ofType("google_project_iam_custom_role"), (resource, environment) => {
    const permissions = resource.attributes.permissions as string[];
    return permissions
      .filter((permission) => !isBootstrap(resource, environment) || !isDeployNeed(permission))
      .filter((permission) => permission.startsWith("secretmanager.") || permission.endsWith(".setIamPolicy"))
      .map(
        (permission) =>
          `'${permission}' in a project role reaches every resource of its kind; grant a role on the one resource`,
      );
  }),
];
