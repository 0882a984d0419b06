import { beforeAll, describe, expect, test } from "vitest";
import { defineEnvironments } from "../../../contract/define-environment";
import type { Environment } from "../../../contract/environment";
import { stackId } from "../../../contract/names";
import type { Stacks } from "../../../tools/deploy-order/order";
import type { JsonObject } from "../../../tools/golden/json";
import { mutationsOf } from "../../../tools/rehearse/mutations/all";
import { batchesOf } from "../../../tools/rehearse/mutations/batches";
import { cut, pruned, resolved, takeOut } from "../../../tools/rehearse/mutations/cuts";
import { dependenciesOf, Graph, resourcesOf } from "../../../tools/rehearse/mutations/graph";
import { makes } from "../../../tools/rehearse/mutations/identity";
import { excusedNames, excusedOrders, excusedPairs } from "../../../tools/rehearse/mutations/excuses";
import { mutationKinds, type Mutation } from "../../../tools/rehearse/mutations/mutation";
import { Tally } from "../../../tools/rehearse/mutations/tally";
import { stacksOf } from "../../../tools/update/stacks";
import { entries } from "../../reference/entries";

/** A network, a group in it and a backend of the group; the backend also names the network and waits for an API. */
const stack = (): JsonObject => ({
  output: { group: { value: "${google_group.G.name}" } },
  resource: {
    google_project_service: { Api: { service: "compute.googleapis.com" } },
    google_network: { N: { name: "n", depends_on: ["google_project_service.Api"] } },
    google_group: { G: { name: "g-${google_network.N.name}", id_of: "${google_network.N.id}" } },
    google_backend: {
      B: {
        name: "b",
        network: "${google_network.N.name}",
        depends_on: ["google_group.G", "google_project_service.Api"],
      },
    },
  },
});
const addresses = (one: JsonObject): string[] => resourcesOf(one).map(({ address }) => address);
const attributes = (one: JsonObject, address: string): JsonObject | undefined =>
  resourcesOf(one).find((each) => each.address === address)?.attributes;

describe("a mistake in a stack", () => {
  test("cuts a dependency, and leaves a reference whose text nobody knows yet", () => {
    const changed = stack();
    expect(cut(changed, "google_backend.B", "google_network.N")).toBe(true);
    expect(attributes(changed, "google_backend.B")).toEqual({
      name: "b",
      network: "n",
      depends_on: ["google_group.G", "google_project_service.Api"],
    });
    expect(cut(changed, "google_group.G", "google_network.N")).toBe(false);
    expect(cut(changed, "google_network.N", "google_project_service.Api")).toBe(true);
    expect(attributes(changed, "google_network.N")).toEqual({ name: "n" });
  });

  test("cuts what a replacement would trigger, which Terraform also waits for", () => {
    const lifecycle = { ignore_changes: ["size"], replace_triggered_by: ["google_network.N.id", "google_group.G"] };
    const changed = {
      resource: { ...(stack()["resource"] as object), google_backend: { B: { name: "b", lifecycle } } },
    };
    expect(dependenciesOf(resourcesOf(changed).find(({ address }) => address === "google_backend.B")!)).toEqual([
      "google_network.N",
      "google_group.G",
    ]);
    cut(changed, "google_backend.B", "google_network.N");
    cut(changed, "google_backend.B", "google_group.G");
    expect(attributes(changed, "google_backend.B")).toEqual({ name: "b", lifecycle: { ignore_changes: ["size"] } });
  });

  test("takes a resource out with every dependency on it", () => {
    const changed = stack();
    takeOut(changed, "google_project_service.Api");
    expect(addresses(changed).sort()).toEqual(["google_backend.B", "google_group.G", "google_network.N"]);
    expect(JSON.stringify(changed)).not.toContain("google_project_service");
  });

  test("makes no difference where another dependency implies the one that is cut", () => {
    const graph = new Graph(stack());
    expect(graph.waitsAnyway("google_backend.B", "google_project_service.Api")).toBe(true);
    expect(graph.waitsAnyway("google_group.G", "google_network.N")).toBe(false);
    expect([...graph.needsOf("google_group.G")]).toEqual(["google_network.N", "google_project_service.Api"]);
  });

  test("is deployed with what it needs and nothing else", () => {
    const kept = pruned(stack(), ["google_group.G"]);
    expect(addresses(kept)).toEqual(["google_project_service.Api", "google_network.N", "google_group.G"]);
    // Terraform refuses a type without resources.
    expect(Object.keys(kept["resource"] as object)).not.toContain("google_backend");
    for (const address of addresses(kept)) takeOut(kept, address);
    expect(kept["resource"]).toBeUndefined();
    expect(kept["output"]).toBeUndefined();
  });

  test("resolves the names in a text", () => {
    expect(resolved(stack(), "x/${google_group.G.name}")).toBe("x/g-${google_network.N.name}");
    expect(resolved(stack(), "x/${google_network.N.name}")).toBe("x/n");
  });
});

describe("the call that makes a resource", () => {
  const call = (path: string, query = "", body: object = {}): Parameters<ReturnType<typeof makes>>[0] => ({
    method: "POST",
    service: "x",
    path,
    query: new URLSearchParams(query),
    body,
  });
  test("names it in its path, its query or its body, or sets a policy with its role", () => {
    const named = makes({ address: "google_x.X", type: "google_x", attributes: { name: "n" } }, {});
    expect([call("x/n"), call("x", "id=n"), call("x", "", { name: "n" }), call("x/m")].map(named)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const twins = {
      resource: {
        google_certificate_manager_dns_authorization: { A: { name: "n" } },
        google_certificate_manager_certificate: { C: { name: "n" } },
        google_firestore_index: { I: { collection: "c" } },
        google_service_networking_connection: { S: { service: "x.googleapis.com" } },
        google_project_service: { X: { service: "x.googleapis.com" } },
      },
    };
    const calls = [
      call("projects/p/locations/global/dnsAuthorizations", "dnsAuthorizationId=n"),
      call("projects/p/locations/global/certificates", "certificateId=n"),
      call("projects/p/databases/d/collectionGroups/c/indexes"),
      call("services/x.googleapis.com/connections"),
      call("projects/p/services:batchEnable", "", { serviceIds: ["x.googleapis.com"] }),
    ];
    // Each is known by its name, or by its collection where another one has the same name or nobody names it.
    expect(resourcesOf(twins).map((one) => calls.map(makes(one, twins)).indexOf(true))).toEqual([0, 1, 2, 3, 4]);
    expect(resourcesOf(twins).map((one) => calls.filter(makes(one, twins)).length)).toEqual([1, 1, 1, 1, 1]);
    const account = { resource: { google_account: { A: { account_id: "a" } } } };
    const member = "serviceAccount:${google_account.A.account_id}@p";
    const grant = makes(
      { address: "google_x_iam_member.X", type: "google_x_iam_member", attributes: { role: "roles/r", member } },
      account,
    );
    const policy = { policy: { bindings: [{ role: "roles/r", members: ["serviceAccount:a@p"] }] } };
    expect(
      [call("x:setIamPolicy", "", policy), call("b/x/iam", "", policy), call("x:setIamPolicy")].map(grant),
    ).toEqual([true, true, false]);
  });
});

describe("the mistakes of the reference", () => {
  let environment: Environment;
  let stacks: Stacks;
  let all: Mutation[];
  beforeAll(() => {
    environment = defineEnvironments(entries.specs, entries.catalog).find(({ name }) => name === "prod")!;
    stacks = stacksOf([environment]);
    all = mutationsOf(environment, stacks);
  }, 60_000);

  test("are at least 40, and of every kind", () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect([...new Set(all.map(({ kind }) => kind))]).toEqual(mutationKinds);
  });

  test("are those that have an excuse", () => {
    const excused = new Set(all.map(({ excuse }) => excuse));
    const stale = Object.entries({ ...excusedPairs, ...excusedNames, ...excusedOrders }).filter(
      ([, excuse]) => !excused.has(excuse),
    );
    expect(stale).toEqual([]);
  });

  test("are each in a resource of their layer, and each changes its stack or omits something", () => {
    const without = all.filter(({ layer, address, change, then, omits, missing }) => {
      const before = stacks.get(stackId(environment, layer))!;
      const after = structuredClone(before);
      change?.(after);
      then?.(after);
      const differs = JSON.stringify(after) !== JSON.stringify(before);
      return !addresses(before).includes(address) || !(differs || omits !== undefined || missing !== undefined);
    });
    expect(without).toEqual([]);
  });

  test("are deployed together only where none hides another", () => {
    const batches = batchesOf(all, environment, stacks);
    expect(batches.flat()).toHaveLength(all.length);
    expect(batches.length).toBeLessThan(all.length / 2);
    for (const batch of batches) {
      const graph = new Graph(stacks.get(stackId(environment, batch[0]!.layer))!);
      for (const { address } of batch.filter(({ excuse }) => excuse === undefined))
        expect(batch.filter((other) => graph.needsOf(address).has(other.address))).toEqual([]);
    }
  });
});

describe("the table of a run", () => {
  const mistake = (what: string, excuse?: Mutation["excuse"]): Mutation => ({
    kind: "name of nothing",
    what,
    layer: "data",
    address: "google_x.X",
    says: /x/,
    ...(excuse && { excuse }),
  });
  const excuse = { reason: "r", source: "s" };

  test("counts mistakes by what became of them, and shares a deploy's time among them", () => {
    const refused = [mistake("a"), mistake("b")];
    const accepted = mistake("c", { verdict: "accepted", ...excuse });
    const tally = new Tally([...refused, accepted, mistake("d", { verdict: "unchecked", ...excuse })]);
    tally.took(refused, 30);
    tally.took([refused[1]!], 20);
    tally.took([accepted], 5);
    tally.wrong(refused[1]!);
    expect(tally.wrongs).toBe(1);
    expect(tally.rows).toEqual([
      { mistake: "name of nothing", number: 4, refused: 1, accepted: 1, unchecked: 1, wrong: 1, seconds: 55 },
    ]);
  });
});
