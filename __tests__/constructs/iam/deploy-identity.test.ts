import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { DeployIdentity, type DeployIdentityProps } from "../../../constructs/iam/deploy-identity";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, list, named, only, reference } from "../fixtures";

const caller =
  "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/attribute.a/b";

function identity(scope: Construct, of: Environment, change: Partial<DeployIdentityProps> = {}): DeployIdentity {
  return new DeployIdentity(scope, "Apply", {
    environment: of,
    accountId: "terraform-apply",
    title: "Terraform apply",
    description: "Applies",
    caller,
    rights: {
      roles: ["roles/resourcemanager.projectIamAdmin", "roles/run.admin"],
      permissions: ["secretmanager.secrets.create", "secretmanager.secrets.delete"],
    },
    grantableRoles: ["roles/logging.logWriter"],
    stateBucket: "parley-audio-prod-tfstate",
    stateRole: "roles/storage.objectUser",
    ...change,
  });
}
const built = (change: Partial<DeployIdentityProps> = {}): Synthesized =>
  synthesize((scope) => {
    new TerraformOutput(scope, "email", { value: identity(scope, environment("prod"), change).email });
  });

const synth = built();
const email = `${reference(synth, "google_service_account", "", "account_id")}@parley-audio-prod.iam.gserviceaccount.com`;
const member = `serviceAccount:${email}`;
const project = "parley-audio-prod";

describe("DeployIdentity", () => {
  test("is an account, known at plan", () => {
    expect(only(synth, "google_service_account")).toEqual({
      account_id: "terraform-apply",
      display_name: "Terraform apply",
      description: "Applies",
    });
    expect(synth.json.output.email.value).toBe(email);
  });

  test("lets its caller act as it, and nobody else", () => {
    expect(only(synth, "google_service_account_iam_member")).toEqual({
      service_account_id: `projects/parley-audio-prod/serviceAccounts/${email}`,
      role: "roles/iam.workloadIdentityUser",
      member: caller,
    });
  });

  test("has no key", () => {
    expect(Object.keys(synth.json.resource).filter((type) => type.includes("key"))).toEqual([]);
  });

  test("reaches the states by a grant on their bucket", () => {
    expect(only(synth, "google_storage_bucket_iam_member")).toEqual({
      bucket: "parley-audio-prod-tfstate",
      role: "roles/storage.objectUser",
      member,
      condition: {
        title: "Not the state of bootstrap",
        description: "A person runs bootstrap with rights that no workflow has",
        expression: "!resource.name.startsWith('projects/_/buckets/parley-audio-prod-tfstate/objects/bootstrap-prod/')",
      },
    });
  });

  test("holds its roles and one custom role of its permissions, and no other", () => {
    const roleId = reference(synth, "google_project_iam_custom_role", "", "role_id");
    expect(list(synth, "google_project_iam_member").map((grant) => ({ ...grant, condition: undefined }))).toEqual(
      ["roles/resourcemanager.projectIamAdmin", "roles/run.admin", `projects/parley-audio-prod/roles/${roleId}`].map(
        (role) => ({ project, role, member, condition: undefined }),
      ),
    );
    expect(only(synth, "google_project_iam_custom_role")).toEqual({
      role_id: "TerraformApply",
      title: "Terraform apply",
      description: "Permissions that no predefined role grants without more",
      permissions: ["secretmanager.secrets.create", "secretmanager.secrets.delete"],
      stage: "GA",
    });
  });

  test("may grant the given roles and no other", () => {
    expect(named(synth, "google_project_iam_member", "Apply_resourcemanager-projectIamAdmin_").condition).toEqual({
      title: "Roles of the stacks only",
      description: "Grants and revokes the project roles that a stack of this environment grants",
      expression:
        "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/logging.logWriter'])",
    });
    expect(Object.keys(named(synth, "google_project_iam_member", "Apply_run-admin_"))).not.toContain("condition");
  });

  test("may grant no role where none is given", () => {
    const none = synthesize((scope) => {
      new DeployIdentity(scope, "Apply", {
        environment: environment("dev"),
        accountId: "terraform-apply",
        title: "Terraform apply",
        description: "Applies",
        caller,
        rights: { roles: ["roles/resourcemanager.projectIamAdmin"], permissions: [] },
        stateBucket: "state",
        stateRole: "roles/storage.objectViewer",
      });
    });
    expect(only(none, "google_project_iam_member").condition.expression).toBe(
      "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([])",
    );
  });

  test("has no custom role without permissions of its own", () => {
    const none = built({ rights: { roles: ["roles/run.viewer"], permissions: [] } });
    expect(list(none, "google_project_iam_custom_role")).toEqual([]);
    expect(list(none, "google_project_iam_member").map(({ role }) => role as string)).toEqual(["roles/run.viewer"]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      identity(scope, of);
    });
  });
});
