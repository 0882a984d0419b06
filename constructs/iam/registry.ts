import { projectPolicy } from "../../policies/project-policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

/** Only a person applies bootstrap, so the pipeline needs no rights on these types. */
const bootstrapOnly: Rights = { plan: [], apply: [] };
const accounts: Rights = { plan: ["roles/iam.serviceAccountViewer"], apply: ["roles/iam.serviceAccountAdmin"] };

export const iamTypes: ResourceTypes = {
  google_iam_workload_identity_pool: {
    api: "iam",
    rights: bootstrapOnly,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
    // A workflow exchanges its token (sts) and impersonates an account (iamcredentials).
    apisOfSettings: ["iamcredentials", "sts"],
  },
  google_iam_workload_identity_pool_provider: {
    api: "iam",
    rights: bootstrapOnly,
    holds: "nothing",
    refersTo: ["google_iam_workload_identity_pool"],
    deletionInUse: "allowed",
    apisOfSettings: ["iamcredentials", "sts"],
  },
  google_project_iam_custom_role: {
    api: "iam",
    rights: { plan: ["roles/iam.roleViewer"], apply: ["roles/iam.roleAdmin"] },
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_project_iam_member: {
    api: "cloudresourcemanager",
    rights: projectPolicy,
    holds: "nothing",
    refersTo: ["google_project_iam_custom_role", "google_service_account"],
    deletionInUse: "allowed",
  },
  google_service_account: {
    api: "iam",
    rights: accounts,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
  google_service_account_iam_member: {
    api: "iam",
    rights: accounts,
    holds: "nothing",
    refersTo: ["google_iam_workload_identity_pool", "google_service_account"],
    deletionInUse: "allowed",
  },
};
