import { describe, expect, test } from "vitest";
import { resolved, stackJson } from "../support/stacks";
import type { Attributes, Synthesized } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;
const layers = ["foundation", "data", "runtime", "operations"] as const;
const numbers = { dev: "100000000001", staging: "100000000002", prod: "100000000003" };

const list = (stack: Synthesized, type: string): Attributes[] => Object.values(stack.all(type));

describe.each(names)("bootstrap of %s", (name) => {
  const project = `parley-audio-${name}`;
  const stack = (): Synthesized => stackJson(`bootstrap-${name}`);
  const roles = (account: "plan" | "apply"): string[] =>
    list(stack(), "google_project_iam_member")
      .filter(
        ({ member }) =>
          resolved(stack(), member as string) ===
          `serviceAccount:terraform-${account}@${project}.iam.gserviceaccount.com`,
      )
      .map(({ role }) => resolved(stack(), role as string));
  const permissions = (id: string): string[] =>
    list(stack(), "google_project_iam_custom_role").find(({ role_id }) => role_id === id)!.permissions as string[];

  test("R-032 it makes two identities, one that plans and one that applies, without a primitive role or a key", () => {
    expect(
      list(stack(), "google_service_account")
        .map(({ account_id }) => account_id as string)
        .sort(),
    ).toEqual(["terraform-apply", "terraform-plan"]);
    expect([...roles("plan"), ...roles("apply")].filter((role) => /^roles\/(owner|editor|viewer)$/.test(role))).toEqual(
      [],
    );
    for (const layer of [stack(), ...layers.map((one) => stackJson(`${name}-${one}`))])
      expect(layer.all("google_service_account_key")).toEqual({});
  });

  test("R-032 the one that plans can only read", () => {
    expect(roles("plan").filter((role) => !/(viewer|reader)$/i.test(role))).toEqual([
      `projects/${project}/roles/TerraformPlan`,
    ]);
    // Beside what Google names a look: the budget, and the project's quota for looking at it.
    expect(
      permissions("TerraformPlan")
        .filter((one) => !/\.(get|list|getIamPolicy|getMetadata)$/.test(one))
        .sort(),
    ).toEqual(["billing.resourcebudgets.read", "serviceusage.services.use"]);
    // Neither a secret's value nor an object.
    expect(permissions("TerraformPlan").filter((one) => /versions\.access|objects\./.test(one))).toEqual([]);
  });

  test("R-032 the one that applies may set policies and custom roles, yet grant the stacks' own roles only", () => {
    for (const role of ["iam.roleAdmin", "iam.serviceAccountAdmin", "resourcemanager.projectIamAdmin", "run.admin"])
      expect(roles("apply")).toContain(`roles/${role}`);
    const { condition } = list(stack(), "google_project_iam_member").find(
      ({ role }) => role === "roles/resourcemanager.projectIamAdmin",
    )!;
    expect(condition.expression).toContain("iam.googleapis.com/modifiedGrantsByRole");
    expect(condition.expression).not.toMatch(/roles\/(owner|editor|viewer)'|admin'/i);
  });

  test("R-330 GitHub's tokens are taken of one repository, and to apply only of its branch in the environment's own", () => {
    const conditions = Object.fromEntries(
      list(stack(), "google_iam_workload_identity_pool_provider").map((provider) => [
        provider.workload_identity_pool_provider_id,
        provider.attribute_condition,
      ]),
    );
    expect(conditions).toEqual({
      plan: 'assertion.repository_id == "123456789" && assertion.repository_owner_id == "1234567" && (assertion.event_name == "pull_request" || assertion.event_name == "schedule" || assertion.event_name == "push" || assertion.event_name == "workflow_dispatch")',
      apply: [
        'assertion.repository_id == "123456789"',
        'assertion.repository_owner_id == "1234567"',
        `assertion.environment == "${name}"`,
        `assertion.ref == "refs/heads/${name === "dev" ? "develop" : "main"}"`,
        '(assertion.event_name == "push" || assertion.event_name == "workflow_dispatch")',
      ].join(" && "),
    });
    for (const { oidc } of list(stack(), "google_iam_workload_identity_pool_provider"))
      expect(oidc.issuer_uri).toBe("https://token.actions.githubusercontent.com");
  });

  test("R-330 a workflow becomes an account by its token, without any key", () => {
    const pool = `principalSet://iam.googleapis.com/projects/${numbers[name]}/locations/global/workloadIdentityPools/github`;
    const callers = list(stack(), "google_service_account_iam_member").map((grant) => [
      resolved(stack(), grant.service_account_id as string).replace(/^.*serviceAccounts\/(.*)@.*$/, "$1"),
      grant.role,
      resolved(stack(), grant.member as string),
    ]);
    expect(callers.sort()).toEqual([
      ["terraform-apply", "roles/iam.workloadIdentityUser", `${pool}/attribute.environment/${name}`],
      ["terraform-plan", "roles/iam.workloadIdentityUser", `${pool}/attribute.repository_id/123456789`],
    ]);
  });

  test("R-318 the state bucket is versioned, private, and cannot be destroyed where protected", () => {
    const protect = name !== "dev";
    const bucket = stack().one("google_storage_bucket");
    expect([bucket.name, bucket.location, bucket.storage_class]).toEqual([
      `${project}-tfstate`,
      "us-central1",
      "STANDARD",
    ]);
    expect(bucket.versioning).toEqual({ enabled: true });
    expect(bucket.uniform_bucket_level_access).toBe(true);
    expect(bucket.public_access_prevention).toBe("enforced");
    expect([bucket.lifecycle.prevent_destroy, bucket.force_destroy]).toEqual([protect, !protect]);
  });

  test("R-318 every state of the environment lies in it, the bucket's own too", () => {
    for (const id of [`bootstrap-${name}`, ...layers.map((layer) => `${name}-${layer}`)])
      expect(stackJson(id).json.terraform.backend).toEqual({ gcs: { bucket: `${project}-tfstate`, prefix: id } });
  });
});
