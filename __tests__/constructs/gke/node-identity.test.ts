import { describe, expect, test } from "vitest";
import { nodeAccountEmail } from "../../../constructs/gke/names";
import { NodeIdentity } from "../../../constructs/gke/node-identity";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { addresses, expectEqualAddresses, idOf, only, reference } from "../fixtures";

describe("NodeIdentity", () => {
  const prod = environment("prod");
  let made: NodeIdentity | undefined;
  const synth = synthesize((scope) => {
    made = new NodeIdentity(scope, "Nodes", { environment: prod });
  });
  const member = `serviceAccount:${reference(synth, "google_service_account", "", "account_id")}@parley-audio-prod.iam.gserviceaccount.com`;

  test("makes an account for the machines, under the name that other layers know", () => {
    const account = only(synth, "google_service_account");
    expect(account).toEqual({
      account_id: "parley-gpu-nodes",
      display_name: "GPU cluster nodes",
      description: "Machines of the GPU cluster; workloads have identities of their own",
    });
    expect(nodeAccountEmail(prod)).toBe(`${account.account_id as string}@parley-audio-prod.iam.gserviceaccount.com`);
  });

  test("lets it report what Kubernetes asks of a node", () => {
    expect(only(synth, "google_project_iam_member")).toEqual({
      project: "parley-audio-prod",
      role: "roles/container.defaultNodeServiceAccount",
      member,
    });
  });

  test("lets it pull the environment's own images and no others", () => {
    expect(only(synth, "google_artifact_registry_repository_iam_member")).toEqual({
      location: "us-central1",
      repository: "parley",
      role: "roles/artifactregistry.reader",
      member,
    });
  });

  test("grants nothing else", () => {
    expect(addresses(synth)).toHaveLength(3);
  });

  test("tells the cluster the account and the grants for which it waits", () => {
    expect(`serviceAccount:${made!.email}`).toMatch(/^serviceAccount:\$\{TfToken\[.*\]\}@parley-audio-prod/);
    expect(made!.grants.map(({ friendlyUniqueId }) => friendlyUniqueId)).toEqual([
      idOf(synth, "google_project_iam_member"),
      idOf(synth, "google_artifact_registry_repository_iam_member"),
    ]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new NodeIdentity(scope, "Nodes", { environment: of }));
  });
});
