import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { GithubFederation } from "../../../constructs/iam/github-federation";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { expectEqualAddresses, idOf, list, only, reference } from "../fixtures";

const prod = environment("prod");
const synth = synthesize((scope) => {
  const { plan, apply } = new GithubFederation(scope, "Github", { environment: prod });
  new TerraformOutput(scope, "plan", { value: { ...plan } });
  new TerraformOutput(scope, "apply", { value: { ...apply } });
});
const type = "google_iam_workload_identity_pool_provider";
const provider = (id: string): Attributes =>
  list(synth, type).find((one) => one.workload_identity_pool_provider_id === id)!;
const pool = reference(synth, "google_iam_workload_identity_pool", "", "workload_identity_pool_id");
const poolPath = `projects/100000000003/locations/global/workloadIdentityPools/${pool}`;
const out = (name: string): { provider: string; member: string } => synth.json.output[name].value;

const subject = 'assertion.event_name + ":" + assertion.repository_id + ":" + assertion.run_id';

describe("GithubFederation", () => {
  test("is one pool", () => {
    expect(only(synth, "google_iam_workload_identity_pool")).toEqual({
      workload_identity_pool_id: "github",
      display_name: "GitHub",
      description: "Workflows of example/parley",
    });
  });

  test("plans for tokens of the repository's id, and for no other", () => {
    expect(provider("plan")).toEqual({
      workload_identity_pool_id: pool,
      workload_identity_pool_provider_id: "plan",
      display_name: "GitHub plan",
      attribute_mapping: {
        "google.subject": subject,
        "attribute.repository_id": "assertion.repository_id",
      },
      attribute_condition:
        'assertion.repository_id == "123456789" && assertion.repository_owner_id == "1234567" && (assertion.event_name == "pull_request" || assertion.event_name == "schedule" || assertion.event_name == "push" || assertion.event_name == "workflow_dispatch")',
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    });
  });

  test("applies for merged workflows in the GitHub environment of the same name", () => {
    expect(provider("apply")).toEqual({
      workload_identity_pool_id: pool,
      workload_identity_pool_provider_id: "apply",
      display_name: "GitHub apply",
      attribute_mapping: { "google.subject": subject, "attribute.environment": "assertion.environment" },
      attribute_condition:
        'assertion.repository_id == "123456789" && assertion.repository_owner_id == "1234567" && assertion.environment == "prod" && assertion.ref == "refs/heads/main" && (assertion.event_name == "push" || assertion.event_name == "workflow_dispatch")',
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    });
  });

  test("never decides by a name that somebody else can take", () => {
    for (const { attribute_condition: condition, attribute_mapping: mapping } of list(synth, type)) {
      expect(`${condition} ${JSON.stringify(mapping)}`).not.toMatch(/assertion\.(repository|repository_owner|actor)\b/);
    }
  });

  test("names a caller in 127 bytes, however long the branch's name is", () => {
    for (const { attribute_mapping: mapping, attribute_condition: condition } of list(synth, type)) {
      const names = (mapping as Record<string, string>)["google.subject"]!.split(' + ":" + ');
      const events = [...(condition as string).matchAll(/event_name == "(\w+)"/g)].map(([, event]) => event!.length);
      // Ids are 64-bit numbers.
      const longest: Record<string, number> = {
        "assertion.event_name": Math.max(...events),
        "assertion.repository_id": 20,
        "assertion.run_id": 20,
      };
      const length = names.reduce((sum, name) => sum + longest[name]! + 1, -1);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(127);
    }
  });

  test("names each provider as a workflow asks for it, and each caller as IAM grants to it", () => {
    const nameOf = (id: string): string =>
      reference(synth, type, `Github_Provider-${id}_`, "workload_identity_pool_provider_id");
    expect(idOf(synth, "google_iam_workload_identity_pool")).toBe("Github");
    expect(out("plan")).toEqual({
      provider: `${poolPath}/providers/${nameOf("plan")}`,
      member: `principalSet://iam.googleapis.com/${poolPath}/attribute.repository_id/123456789`,
    });
    expect(out("apply")).toEqual({
      provider: `${poolPath}/providers/${nameOf("apply")}`,
      member: `principalSet://iam.googleapis.com/${poolPath}/attribute.environment/prod`,
    });
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      new GithubFederation(scope, "Github", { environment: of });
    });
  });
});

/** Claims of a token that GitHub signs. */
type Claims = Readonly<Record<string, string>>;

/** Evaluates a condition: comparisons of claims with literals, joined by `&&`, `||` and parentheses. */
function holds(condition: string, claims: Claims): boolean {
  let failed = false;
  const compared = condition.replaceAll(/assertion\.(\w+) == "([^"]*)"/g, (_, claim: string, value: string) => {
    // A claim that the token lacks is an error, and an error refuses the token.
    if (claims[claim] === undefined) failed = true;
    return String(claims[claim] === value);
  });
  const evaluate = (text: string): boolean => {
    const innermost = /\(([^()]*)\)/.exec(text);
    if (innermost !== null) return evaluate(text.replace(innermost[0], String(evaluate(innermost[1]!))));
    return text.split("||").some((terms) =>
      terms.split("&&").every((term) => {
        if (!["true", "false"].includes(term.trim())) throw new Error(`cannot evaluate '${term}'`);
        return term.trim() === "true";
      }),
    );
  };
  return evaluate(compared) && !failed;
}

/** Accounts that a token can impersonate through any of the providers. */
function becomes(claims: Claims): string[] {
  const granted = { plan: out("plan").member, apply: out("apply").member };
  return list(synth, type).flatMap(({ attribute_condition: condition, attribute_mapping: mapping }) => {
    if (!holds(condition as string, claims)) return [];
    const members = Object.entries(mapping as Record<string, string>).map(
      ([attribute, from]) =>
        `principalSet://iam.googleapis.com/${poolPath}/${attribute}/${claims[from.replace("assertion.", "")] ?? ""}`,
    );
    return Object.entries(granted)
      .filter(([, member]) => members.includes(member))
      .map(([account]) => account);
  });
}

const merged: Claims = {
  sub: "repo:example/parley:environment:prod",
  repository: "example/parley",
  repository_id: "123456789",
  repository_owner_id: "1234567",
  environment: "prod",
  ref: "refs/heads/main",
  event_name: "push",
};
const without = (claim: string): Claims =>
  Object.fromEntries(Object.entries(merged).filter(([name]) => name !== claim));
const pullRequest: Claims = { ...merged, event_name: "pull_request", ref: "refs/pull/7/merge" };

describe("a token", () => {
  test.each<[string, Claims, string[]]>([
    ["a push to main, in the GitHub environment", merged, ["apply", "plan"]],
    [
      "a run by hand on main, in the GitHub environment",
      { ...merged, event_name: "workflow_dispatch" },
      ["apply", "plan"],
    ],
    ["a push to main outside of any GitHub environment", without("environment"), ["plan"]],
    ["a push to main in another GitHub environment", { ...merged, environment: "dev" }, ["plan"]],
    ["a pull request", { ...pullRequest, environment: "" }, ["plan"]],
    ["a pull request whose workflow names the GitHub environment", pullRequest, ["plan"]],
    ["a pull request that claims to be a push", { ...pullRequest, event_name: "push" }, ["plan"]],
    ["pull_request_target, which runs on main", { ...merged, event_name: "pull_request_target" }, []],
    ["a schedule on main", { ...merged, event_name: "schedule" }, ["plan"]],
    ["a comment on main", { ...merged, event_name: "issue_comment" }, []],
    ["another workflow on main", { ...merged, event_name: "workflow_run" }, []],
    ["a run by hand on a branch", { ...merged, event_name: "workflow_dispatch", ref: "refs/heads/fix" }, ["plan"]],
    ["a tag named like the branch", { ...merged, ref: "refs/tags/main" }, ["plan"]],
    ["a branch that starts alike", { ...merged, ref: "refs/heads/main2" }, ["plan"]],
    ["another repository that took the name", { ...merged, repository_id: "987654321" }, []],
    ["the repository in the hands of another owner", { ...merged, repository_owner_id: "7654321" }, []],
    ["a repository without an owner's id", without("repository_owner_id"), []],
    ["a repository without an id", without("repository_id"), []],
  ])("of %s becomes as much as that and no more", (_, claims, accounts) => {
    expect(becomes(claims).sort()).toEqual(accounts);
  });

  test("of the environment's plan provider is nobody to the apply account, since it bears no environment", () => {
    expect(Object.keys(provider("plan").attribute_mapping as object)).not.toContain("attribute.environment");
    expect(Object.keys(provider("apply").attribute_mapping as object)).not.toContain("attribute.repository_id");
  });
});
