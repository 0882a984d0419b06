import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { describe, expect, test } from "@jest/globals";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { grantedAgents, grantedProjectRoles } from "../../../constructs/delivery/granted";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../../environments/service-agents";
import { newApp } from "../../../stacks/build-app";
import { environment } from "../../support/environments";

const dev = environment("dev");
const project = "parley-audio-dev";

function stacks(...builds: ((stack: Construct) => void)[]): TerraformStack[] {
  const app = newApp({ outdir: process.env.TMPDIR ?? "/tmp" });
  return builds.map((build, index) => {
    const stack = new TerraformStack(app, `stack-${index}`);
    build(stack);
    return stack;
  });
}
const grant =
  (id: string, role: string, member = "user:a@example.com") =>
  (scope: Construct): void => {
    new ProjectIamMember(scope, id, { project, role, member });
  };

describe("grantedAgents", () => {
  test("are those that a stack names as a member, each once, whatever the grant is on", () => {
    const topic = (scope: Construct): void => {
      const member = serviceAgentMember(dev, "secretManager");
      new PubsubTopicIamMember(scope, "Topic", { topic: "a", role: "roles/pubsub.publisher", member });
    };
    expect(grantedAgents(dev, stacks(topic, grant("A", "roles/x.y", serviceAgentMember(dev, "iap")), topic))).toEqual([
      "iap",
      "secretManager",
    ]);
  });

  test("find every agent", () => {
    const all = Object.keys(serviceAgents) as ServiceAgentName[];
    const grants = all.map((agent) => grant(agent, "roles/x.y", serviceAgentMember(dev, agent)));
    expect(grantedAgents(dev, stacks(...grants))).toEqual(all);
  });

  test("are none for another project's agent, a person, a service's account or a description", () => {
    const prodAgent = serviceAgentMember(environment("prod"), "pubsub");
    expect(
      grantedAgents(
        dev,
        stacks(grant("A", "roles/x.y", prodAgent), grant("B", "roles/x.y"), (scope) => {
          new ServiceAccount(scope, "C", { accountId: "account", description: serviceAgentMember(dev, "pubsub") });
        }),
      ),
    ).toEqual([]);
  });
});

describe("grantedProjectRoles", () => {
  test("are the roles of every stack, each once, sorted", () => {
    const roles = ["roles/run.invoker", "roles/logging.logWriter", "roles/run.invoker"];
    expect(grantedProjectRoles(stacks(...roles.map((role, index) => grant(`Grant${index}`, role))))).toEqual([
      "roles/logging.logWriter",
      "roles/run.invoker",
    ]);
  });

  test("name a custom role as Google does, also where the grant refers to the resource", () => {
    const custom = (scope: Construct): void => {
      const role = new ProjectIamCustomRole(scope, "Role", {
        roleId: "audioService",
        title: "a",
        permissions: ["b.c.d"],
      });
      grant("Custom", `projects/${project}/roles/${role.roleId}`)(scope);
    };
    expect(grantedProjectRoles(stacks(custom))).toEqual([`projects/${project}/roles/audioService`]);
  });

  test("leave out what is granted below the project", () => {
    const below = (scope: Construct): void => {
      new PubsubTopicIamMember(scope, "Topic", { topic: "a", role: "roles/pubsub.publisher", member: "user:a@b.com" });
    };
    expect(grantedProjectRoles(stacks(below))).toEqual([]);
  });

  test("refuse a role that nobody knows before apply, which no condition could name", () => {
    const unknown = (scope: Construct): void => {
      const account = new ServiceAccount(scope, "Account", { accountId: "account" });
      grant("Unknown", `roles/${account.uniqueId}`)(scope);
    };
    expect(() => grantedProjectRoles(stacks(unknown))).toThrow(
      new Error("stack-0/Unknown: 'roles/${google_service_account.Account.unique_id}' is no role's name before apply"),
    );
  });
});
