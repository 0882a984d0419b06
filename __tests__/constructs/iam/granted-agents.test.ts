import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { PubsubTopicIamMember } from "@cdktf/provider-google/lib/pubsub-topic-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { describe, expect, test } from "vitest";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { customRoleNames, grantedAgents } from "../../../constructs/iam/granted-agents";
import { serviceAgentMember, serviceAgents, type ServiceAgentName } from "../../../contract/service-agents";
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

describe("customRoleNames", () => {
  const role =
    (roleId: string) =>
    (scope: Construct): void => {
      new ProjectIamCustomRole(scope, roleId, { roleId, title: "a", permissions: ["b.c.d"] });
    };

  test("are those of every stack as Google names them, sorted", () => {
    expect(customRoleNames(dev, stacks(role("mediaService"), role("restService"), role("audioService")))).toEqual([
      `projects/${project}/roles/audioService`,
      `projects/${project}/roles/mediaService`,
      `projects/${project}/roles/restService`,
    ]);
  });

  test("are not what a stack grants of Google's", () => {
    expect(customRoleNames(dev, stacks(grant("Grant", "roles/run.invoker")))).toEqual([]);
  });
});
