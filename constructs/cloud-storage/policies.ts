import { unmet } from "../../contract/unmet";
import { blocksAt, ofType, onEach, type Policy } from "../../policies/policy";

const bucket = ofType("google_storage_bucket");

export const cloudStoragePolicies: readonly Policy[] = [
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
