import { registry } from "../../../policies/registry";
import { stackId, type Layer } from "../../../contract/names";
import type { JsonObject } from "../../golden/json";
import type { Stacks } from "../../deploy-order/order";
import { isThere } from "./apis";
import { cut } from "./cuts";
import { dependenciesOf, Graph, resourcesOf, textOf, type Resource } from "./graph";
import { makes, mentions } from "./identity";
import type { Mutation } from "./mutation";

/** Pairs of types between which Google does not mind the order, each with the reason. */
const noMatter: Readonly<Record<string, string>> = {
  ...pairs("google_cloud_run_v2_service", "a service starts without the right, and its first use is refused", [
    "google_project_iam_member",
    "google_pubsub_topic_iam_member",
    "google_service_account_iam_member",
    "google_sql_user",
    "google_storage_bucket_iam_member",
  ]),
  ...pairs("google_pubsub_subscription", "Pub/Sub learns of a missing right when it pushes", [
    "google_cloud_run_v2_service_iam_member",
    "google_service_account_iam_member",
  ]),
  ...pairs("google_container_cluster", "a cluster is made without them, and its nodes then fail", [
    "google_artifact_registry_repository_iam_member",
    "google_project_iam_member",
  ]),
};

/**
 * A resource that no longer waits for another one: for an API, or for what it names.
 * One mutation for each pair of types in a layer, since resources of one type are made
 * alike. A dependency that another one implies makes no difference and is left out.
 */
export function removedDependencies(environment: { readonly name: string }, stacks: Stacks, layer: Layer): Mutation[] {
  const stack = stacks.get(stackId(environment, layer))!;
  const graph = new Graph(stack);
  const all = new Map(resourcesOf(stack).map((one) => [one.address, one]));
  const found = new Map<string, Mutation>();
  for (const from of all.values())
    for (const to of dependenciesOf(from).map((address) => all.get(address)!)) {
      const pair = `${from.type} ${to.type === "google_project_service" ? textOf(to, "service") : to.type}`;
      if (found.has(pair) || pair in noMatter || graph.waitsAnyway(from.address, to.address)) continue;
      const mutation = removed(from, to, layer, stack);
      if (mutation !== undefined) found.set(pair, mutation);
    }
  return [...found.values()];
}

function removed(from: Resource, to: Resource, layer: Layer, stack: JsonObject): Mutation | undefined {
  if (!cut(structuredClone(stack), from.address, to.address)) return undefined;
  const isApi = to.type === "google_project_service";
  const api = textOf(to, "service").replace(".googleapis.com", "");
  if (isApi && (registry[from.type]!.api !== api || isThere(api))) return undefined;
  return {
    kind: isApi ? "dependency on an API removed" : "dependency removed",
    what: `${from.address} does not wait for ${to.address}`,
    layer,
    change: (changed) => {
      cut(changed, from.address, to.address);
    },
    hold: { late: makes(to, stack), after: mentions(from, stack) },
    address: from.address,
    says: isApi ? /has not been used/ : /not found|denied|does not exist|not one of/i,
  };
}

function pairs(from: string, reason: string, to: readonly string[]): Record<string, string> {
  return Object.fromEntries(to.map((type) => [`${from} ${type}`, reason]));
}
