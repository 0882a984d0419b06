import { pick, type Mutation } from "../support/mutations";
import type { Layers } from "../support/policies";
import type { Attributes } from "../support/synth";

const provider = ({ bootstrap }: Layers, id: string): Attributes =>
  pick(bootstrap, "google_iam_workload_identity_pool_provider", `Github_Provider-${id}`);
const projectGrant = ({ bootstrap }: Layers, start: string): Attributes =>
  pick(bootstrap, "google_project_iam_member", start);
const limitedRoles = ["resourcemanager-projectIamAdmin", "storage-admin", "cloudkms-admin"];

/** The repository and its owner, of which both providers take tokens. */
const ours = 'assertion.repository_id == "123456789" && assertion.repository_owner_id == "1234567"';

/** Mutations of what the pipeline may do. */
export const deployMutations: Mutation[] = [
  ...[
    "roles/run.admin",
    "roles/cloudsql.viewer",
    "roles/compute.networkViewer",
    "roles/logging.viewer",
    "projects/parley-audio-prod/roles/other",
  ].map((role): Mutation => [
    "plan-account-reads",
    `a plan account with ${role}`,
    ({ bootstrap }) => {
      // Told apart from the policy on reasons, which would refuse some of these as well.
      pick(bootstrap, "google_storage_bucket_iam_member", "Plan_State").role = role;
    },
    [new RegExp(`plan-account-reads: lets any pull request use '${role}'`)],
  ]),
  ...[
    "datastore.databases.delete",
    "storage.objects.get",
    "pubsub.topics.publish",
    "billing.resourcebudgets.write",
  ].map((permission): Mutation => [
    "plan-account-reads",
    `a plan account whose custom role has ${permission}`,
    ({ bootstrap }) => pick(bootstrap, "google_project_iam_custom_role", "Plan").permissions.push(permission),
    [new RegExp(`plan-account-reads: lets any pull request use '${permission}'`)],
  ]),
  [
    "plan-account-reads",
    "a plan account that reads what no row has a reason for",
    ({ bootstrap }) =>
      pick(bootstrap, "google_project_iam_custom_role", "Plan").permissions.push("iap.webServices.getClient"),
    [/plan-account-reads: lets any pull request use 'iap.webServices.getClient'; .*, or the reason in planReasons/],
  ],
  [
    "plan-account-reads",
    "a plan account with the apply account's custom role",
    (layers) => (projectGrant(layers, "Plan_CustomRole").role = projectGrant(layers, "Apply_CustomRole").role),
    [
      "billing.resourcebudgets.write",
      ...["create", "delete", "update"].map((verb) => `datastore.backupSchedules.${verb}`),
      ...["create", "delete", "update"].map((verb) => `datastore.databases.${verb}`),
      ...["create", "delete", "setIamPolicy", "update"].map((verb) => `secretmanager.secrets.${verb}`),
    ].map((permission) => new RegExp(`plan-account-reads: lets any pull request use '${permission}'`)),
  ],
  ...limitedRoles.map((role): Mutation => [
    "deploy-limits",
    `an apply account with ${role} and no condition`,
    (layers) => delete projectGrant(layers, `Apply_${role}`).condition,
    [new RegExp(`Apply_${role}_\\w+: deploy-limits: '.*' without its condition`)],
  ]),
  ...[
    "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/owner'])",
    "true || api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([])",
    "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['projects/parley-audio-prod/roles/TerraformApply'])",
  ].map((expression): Mutation => [
    "deploy-limits",
    `an apply account that may grant by ${expression}`,
    (layers) => (projectGrant(layers, "Apply_resourcemanager").condition.expression = expression),
    [/deploy-limits/],
  ]),
  [
    "iam-narrowest-level",
    "a right of deploying that no resource needs",
    (layers) => (projectGrant(layers, "Apply_run").role = "roles/run.sourceDeveloper"),
    [/iam-narrowest-level: 'roles\/run.sourceDeveloper' on the project/],
  ],
  [
    "iam-custom-role-permissions",
    "an apply account that reads secrets",
    ({ bootstrap }) =>
      pick(bootstrap, "google_project_iam_custom_role", "Apply").permissions.push("secretmanager.versions.access"),
    [/iam-custom-role-permissions: 'secretmanager.versions.access'/],
  ],
  [
    "federation-condition",
    "a provider for all of GitHub",
    (layers) => delete provider(layers, "plan").attribute_condition,
    [
      /Provider-plan_\w+: federation-condition: takes tokens of which 'assertion.repository_id == "123456789"' is not true/,
      /federation-condition: takes tokens of which 'assertion.repository_owner_id/,
    ],
  ],
  [
    "federation-condition",
    "a provider whose condition has a way around",
    (layers) => (provider(layers, "plan").attribute_condition = `true || ${ours}`),
    [
      /federation-condition: takes tokens of which 'assertion.repository_id/,
      /federation-condition: takes tokens of which 'assertion.repository_owner_id/,
    ],
  ],
  [
    "federation-condition",
    "a provider for another repository",
    (layers) => (provider(layers, "plan").attribute_condition = ours.replace("123456789", "1")),
    [/federation-condition: takes tokens of which 'assertion.repository_id/],
  ],
  [
    "federation-condition",
    "a provider for the repository in anybody's hands",
    (layers) => {
      const one = provider(layers, "plan");
      one.attribute_condition = String(one.attribute_condition).replace(
        / && assertion\.repository_owner_id == "\d+"/,
        "",
      );
    },
    [/federation-condition: takes tokens of which 'assertion.repository_owner_id == "1234567"' is not true/],
  ],
  [
    "federation-condition",
    "an apply provider for every branch and environment",
    (layers) => (provider(layers, "apply").attribute_condition = ours),
    [
      /federation-condition: takes tokens of which 'assertion.environment == "prod"'/,
      /federation-condition: takes tokens of which 'assertion.ref == "refs\/heads\/main"'/,
    ],
  ],
  [
    "federation-member",
    "an account for the whole pool",
    ({ bootstrap }) =>
      (pick(bootstrap, "google_service_account_iam_member", "Plan").member =
        "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/*"),
    [/federation-member: '.*\/\*' is not whom the account is for/],
  ],
  [
    "federation-member",
    "an apply account for every token that may plan",
    ({ bootstrap }) =>
      (pick(bootstrap, "google_service_account_iam_member", "Apply").member = pick(
        bootstrap,
        "google_service_account_iam_member",
        "Plan",
      ).member),
    [/Apply_Caller_\w+: federation-member/],
  ],
  [
    "state-of-bootstrap",
    "an apply account that may write bootstrap's state",
    ({ bootstrap }) => delete pick(bootstrap, "google_storage_bucket_iam_member", "Apply_State").condition,
    [/state-of-bootstrap: reaches bootstrap's own state/],
  ],
];
