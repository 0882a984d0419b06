import { unmet } from "../../contract/unmet";
import { blocksAt, ofType, onEach, resolved, resources, type Policy, type Resource } from "../../policies/policy";
import { bucketOwners, newBucketRoles } from "./basic-roles";

const bucket = ofType("google_storage_bucket");

/** Google grants these roles itself, so only a binding of each shows that Viewers and Editors have lost them. */
const ownersOnly: Policy = {
  id: "bucket-owners-only",
  check: (built) => {
    const owners = bucketOwners(built.environment.project.id);
    const bindings = resources(built, ofType("google_storage_bucket_iam_binding"));
    const membersOf = ({ stack, attributes: { name } }: Resource, role: string): unknown[] =>
      bindings
        .filter(({ attributes }) => attributes.role === role)
        .filter((binding) => resolved(built, binding.stack, String(binding.attributes.bucket)) === name)
        .filter((binding) => binding.stack === stack)
        .flatMap(({ attributes }) => attributes.members);
    return resources(built, bucket).flatMap((resource) =>
      newBucketRoles
        .filter((role) => membersOf(resource, role).join() !== owners)
        .map((role) => ({
          resource,
          message: `leaves '${role}' with more than the project's Owners; Google grants it on a new bucket to Viewers or Editors, so bind it to '${owners}' alone`,
        })),
    );
  },
};

export const cloudStoragePolicies: readonly Policy[] = [
  ownersOnly,
  onEach("bucket-private", bucket, ({ attributes }) =>
    unmet([
      [
        attributes.uniform_bucket_level_access === true,
        "has access lists on objects, which no IAM review sees; set uniform_bucket_level_access",
      ],
      [
        attributes.public_access_prevention === "enforced",
        "can be made public; set public_access_prevention to enforced",
      ],
    ]),
  ),
  onEach("bucket-lifecycle", bucket, ({ attributes }) =>
    blocksAt(attributes, "lifecycle_rule").length > 0 ? undefined : "never shrinks; give it a lifecycle_rule",
  ),
  onEach("bucket-settings-written", bucket, ({ attributes }) =>
    // Removing a block does not change the bucket, so both are always set.
    ["versioning", "soft_delete_policy"]
      .filter((block) => attributes[block] === undefined)
      .map((block) => `leaves '${block}' to Google's default; write it`),
  ),
];
