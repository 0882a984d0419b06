import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { projectRoles } from "../../constructs/iam/roles";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../contract/service-agents";
import { newApp } from "../../stacks/build-app";
import { buildEnvironment } from "../../stacks/build-environment";
import { withoutStackTraces } from "../../stacks/without-stack-traces";
import { rowOf } from "../../policies/registry";
import { environment } from "../support/environments";
import { layersOf } from "../support/policies";
import { resolved } from "../support/stacks";
import { read, type Attributes } from "../support/synth";

const names = ["dev", "staging", "prod"] as const;

describe.each(names)("bootstrap of %s", (name) => {
  const of = environment(name);
  const { bootstrap, ...layers } = layersOf(of);
  const synth = read(bootstrap);
  const project = `parley-audio-${name}`;
  const types = new Set(Object.values(layers).flatMap((layer) => Object.keys(layer.resource as object)));
  const grants = (account: "plan" | "apply"): Attributes[] =>
    Object.values(synth.all("google_project_iam_member")).filter(
      ({ member }) =>
        resolved(synth, member as string) === `serviceAccount:terraform-${account}@${project}.iam.gserviceaccount.com`,
    );
  const roles = (account: "plan" | "apply"): string[] =>
    grants(account).map(({ role }) => resolved(synth, role as string));
  const customRole = (account: "plan" | "apply"): Attributes =>
    Object.values(synth.all("google_project_iam_custom_role")).find(({ title }) => title === `Terraform ${account}`)!;

  test.each(["plan", "apply"] as const)("grants the %s account what those types need, and nothing else", (account) => {
    const needed = [...new Set([...types].flatMap((type) => rowOf(type).rights[account]))];
    const isRole = (one: string): boolean => one.startsWith("roles/");
    expect(roles(account).sort()).toEqual(
      [
        ...needed.filter(isRole),
        `projects/${project}/roles/${account === "plan" ? "TerraformPlan" : "TerraformApply"}`,
      ].sort(),
    );
    expect(customRole(account).permissions).toEqual(needed.filter((one) => !isRole(one)).sort());
  });

  test("grants nobody else anything on the project", () => {
    expect(Object.keys(synth.all("google_project_iam_member"))).toHaveLength(
      grants("plan").length + grants("apply").length,
    );
  });

  test("lets the apply account grant exactly the project roles that a layer grants", () => {
    const granted = Object.values(layers).flatMap((layer) => {
      const stack = read(layer);
      return Object.values(stack.all("google_project_iam_member")).map(({ role }) => resolved(stack, role as string));
    });
    const { condition } = grants("apply").find(({ role }) => role === "roles/resourcemanager.projectIamAdmin")!;
    const grantable = [...(condition.expression as string).matchAll(/'([^']*roles\/[^']+)'/g)].map(([, role]) => role!);
    expect(grantable.sort()).toEqual([...new Set([...granted, ...Object.keys(projectRoles)])].sort());
    expect(grantable).toContain(`projects/${project}/roles/audioService`);
    expect(grantable.filter((role) => /owner|editor|admin|token/i.test(role))).toEqual([]);
  });

  test("keeps the apply account from the state bucket's settings and its key", () => {
    const limited = grants("apply").filter(({ condition }) => condition !== undefined);
    expect(limited.map(({ role }) => role as string).sort()).toEqual([
      ...(name === "dev" ? [] : ["roles/cloudkms.admin"]),
      "roles/resourcemanager.projectIamAdmin",
      "roles/storage.admin",
    ]);
  });

  test("lets both accounts at the states, and only one write them", () => {
    expect(
      Object.values(synth.all("google_storage_bucket_iam_member")).map((grant) => [
        resolved(synth, grant.member as string),
        grant.role,
        resolved(synth, grant.bucket as string),
      ]),
    ).toEqual([
      [
        `serviceAccount:terraform-plan@${project}.iam.gserviceaccount.com`,
        "roles/storage.objectViewer",
        `${project}-tfstate`,
      ],
      [
        `serviceAccount:terraform-apply@${project}.iam.gserviceaccount.com`,
        "roles/storage.objectUser",
        `${project}-tfstate`,
      ],
    ]);
  });

  test("makes the state bucket: versioned, private, and as long-lived as the environment", () => {
    const protect = name !== "dev";
    expect(synth.one("google_storage_bucket")).toMatchObject({
      name: `${project}-tfstate`,
      location: "us-central1",
      versioning: { enabled: true },
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      force_destroy: !protect,
      lifecycle: { prevent_destroy: protect },
      soft_delete_policy: { retention_duration_seconds: (protect ? 30 : 7) * 24 * 3600 },
    });
    expect(synth.one("google_storage_bucket").lifecycle_rule).toContainEqual({
      action: { type: "Delete" },
      condition: {
        days_since_noncurrent_time: of.retentionDays.noncurrentVersions,
        with_state: "ARCHIVED",
      },
    });
  });

  test("encrypts the state with a key of a ring of its own, where the environment has keys", () => {
    const key = synth.one("google_storage_bucket").encryption?.default_kms_key_name as string | undefined;
    if (name === "dev") {
      expect([key, Object.keys(synth.json.resource).filter((type) => type.includes("kms"))]).toEqual([undefined, []]);
      return;
    }
    // Through the grant, so that the bucket comes after it.
    expect(key).toMatch(/^\$\{google_kms_crypto_key_iam_member\./);
    expect(resolved(synth, resolved(synth, key!))).toBe(
      `projects/${project}/locations/us-central1/keyRings/parley-bootstrap/cryptoKeys/state`,
    );
    expect(synth.one("google_kms_crypto_key_iam_member").member).toBe(serviceAgentMember(of, "cloudStorage"));
  });

  test("keeps its own state in the bucket that it makes, apart from the layers'", () => {
    expect(synth.json.terraform.backend).toEqual({
      gcs: { bucket: `${project}-tfstate`, prefix: `bootstrap-${name}` },
    });
  });

  test("has no key and no credential", () => {
    expect(
      Object.keys(synth.json.resource).filter((type) => /_key$|_version$/.test(type) && !type.includes("kms")),
    ).toEqual([]);
    expect(synth.json.variable).toBeUndefined();
  });

  test("tells what GitHub must know", () => {
    const value = (output: string): any => JSON.parse(resolved(synth, JSON.stringify(synth.json.output[output].value)));
    const pool = `projects/${of.project.number}/locations/global/workloadIdentityPools/github`;
    expect(value("workload_identity_provider")).toEqual({
      plan: `${pool}/providers/plan`,
      apply: `${pool}/providers/apply`,
    });
    expect(value("service_account")).toEqual({
      plan: `terraform-plan@${project}.iam.gserviceaccount.com`,
      apply: `terraform-apply@${project}.iam.gserviceaccount.com`,
    });
    expect(value("state_bucket")).toBe(`${project}-tfstate`);
    expect(Object.values(synth.json.output as Attributes).filter(({ sensitive }) => sensitive === true)).toEqual([]);
  });

  test("lists a command for every service agent that any stack's text names, once, sorted", () => {
    const text = JSON.stringify(layersOf(of));
    const named = [...new Set(text.match(/service-\d+@[a-z0-9.-]+/g))].sort();
    const agents = Object.entries(serviceAgents).map(([agent, { madeBy }]) => ({
      agent: agent as ServiceAgentName,
      address: serviceAgentMember(of, agent as ServiceAgentName).replace("serviceAccount:", ""),
      madeBy,
    }));
    // An agent that contract/service-agents.ts does not know would have no command.
    expect(named.filter((address) => !agents.some((agent) => agent.address === address))).toEqual([]);
    const commands = agents
      .filter(({ address }) => named.includes(address))
      .flatMap(({ madeBy }) => {
        if ("identityOf" in madeBy)
          return `gcloud beta services identity create --service=${madeBy.identityOf}.googleapis.com --project=${project}`;
        return "command" in madeBy ? `${madeBy.command} --project=${project}` : [];
      });
    expect(synth.json.output.service_identities.value).toEqual([...new Set(commands)].sort());
    expect(commands).toContain(
      `gcloud beta services identity create --service=secretmanager.googleapis.com --project=${project}`,
    );
  });
});

describe("an environment's stacks", () => {
  test("start with bootstrap, on which none of them depends", () => {
    const { stacks } = withoutStackTraces(() =>
      buildEnvironment(newApp({ outdir: process.env.TMPDIR ?? "/tmp" }), environment("dev")),
    );
    expect(stacks.map(({ node }) => node.id)).toEqual([
      "bootstrap-dev",
      "dev-foundation",
      "dev-data",
      "dev-runtime",
      "dev-operations",
    ]);
    expect(stacks.map(({ dependencies }) => dependencies.map(({ node }) => node.id))).toEqual([
      [],
      [],
      ["dev-foundation"],
      ["dev-data"],
      ["dev-runtime"],
    ]);
  });
});

describe("docs/bootstrap.md", () => {
  const text = readFileSync("docs/bootstrap.md", "utf8");
  const addressesOf = (name: (typeof names)[number]): string[] =>
    Object.entries(layersOf(environment(name)).bootstrap.resource as Record<string, object>).flatMap(([type, all]) =>
      Object.keys(all).map((id) => `${type}.${id}`),
    );

  test("imports to addresses that exist", () => {
    const unrolled = text
      .replace(
        /Provider-\$provider/,
        "Provider-plan_B4DB198A google_iam_workload_identity_pool_provider.Github_Provider-apply_56672EB3",
      )
      .replace(
        /custom_role\.\$\{role#\*:\}/,
        "custom_role.Plan_Role_F4D71A98 google_project_iam_custom_role.Apply_Role_13A1D845",
      );
    const named = unrolled.match(/google_\w+\.[\w-]+/g)!;
    expect(named).toHaveLength(7);
    for (const address of named) expect(addressesOf("prod")).toContain(address);
    for (const id of ["plan_B4DB198A apply_56672EB3", "Plan_Role_F4D71A98", "Apply_Role_13A1D845"])
      expect(text).toContain(id);
  });

  test("reads outputs that exist", () => {
    const outputs = Object.keys(layersOf(environment("dev")).bootstrap.output as object);
    for (const output of ["service_identities", "workload_identity_provider", "service_account"]) {
      expect(text).toContain(output);
      expect(outputs).toContain(output);
    }
  });
});

describe("a store that an environment does not have", () => {
  test("gives the deploy accounts no role and the project no API first", () => {
    const without = environment("prod", (spec, catalog) => {
      delete spec.cluster;
      catalog.workloads = {};
      for (const region of Object.values(spec.regions)) delete region.clusterRanges;
    });
    const text = JSON.stringify(layersOf(without).bootstrap);
    expect(JSON.stringify(layersOf(environment("prod")).bootstrap)).toContain("roles/container.clusterAdmin");
    expect(text).not.toContain("roles/container.cluster");
    expect(text).not.toContain("container.googleapis.com");
  });
});
