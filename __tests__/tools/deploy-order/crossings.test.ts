import { describe, expect, test } from "vitest";
import { crossingsOf } from "../../../tools/deploy-order/crossings";
import { crossingLines } from "../../../tools/deploy-order/report";
import { entries } from "../../reference/entries";
import { defineEnvironments } from "../../../contract/define-environment";
import { stacksOf } from "../../../tools/update/stacks";
import type { Stacks } from "../../../tools/deploy-order/order";

type Resources = Record<string, Record<string, unknown>>;
const stacks = (layers: Record<string, Resources>): Stacks =>
  new Map(Object.entries(layers).map(([layer, resource]) => [`dev-${layer}`, { resource }] as const)) as Stacks;
const lines = (before: Record<string, Resources>, after: Record<string, Resources>): string[] =>
  crossingsOf("dev", stacks(before), stacks(after)).map(({ from, to, old, now }) => `${from} ${old} -> ${to} ${now}`);

const pushed = { google_pubsub_subscription: { Push: { name: "jobs-sub" } } };
const pulled = { google_pubsub_subscription: { Pull: { name: "jobs-sub" } } };

describe("a resource that changes its layer", () => {
  test("is one of the same type and name that goes here and comes there", () => {
    expect(lines({ runtime: pushed, data: {} }, { runtime: {}, data: pulled })).toEqual([
      "runtime google_pubsub_subscription.Push -> data google_pubsub_subscription.Pull",
    ]);
  });

  test("is not one that stays, has another name, or changes its address within its layer", () => {
    expect(lines({ runtime: pushed, data: {} }, { runtime: pushed, data: pulled })).toEqual([]);
    expect(lines({ runtime: pushed }, { data: { google_pubsub_subscription: { Pull: { name: "other" } } } })).toEqual(
      [],
    );
    expect(lines({ runtime: pushed }, { runtime: pulled })).toEqual([]);
  });

  test("is found through references to its own stack", () => {
    const grant = (subscription: string): Resources => ({
      google_pubsub_subscription_iam_member: { G: { subscription, role: "r", member: "m" } },
    });
    expect(
      lines(
        { runtime: { ...pushed, ...grant("${google_pubsub_subscription.Push.name}") } },
        { data: { ...pulled, ...grant("${google_pubsub_subscription.Pull.name}") } },
      ),
    ).toContain("runtime google_pubsub_subscription_iam_member.G -> data google_pubsub_subscription_iam_member.G");
  });

  test("needs something that tells it from others of its type", () => {
    const api = { google_project_service: { A: { service: "run.googleapis.com" } } };
    expect(lines({ runtime: api }, { data: api })).toEqual([]);
  });

  test("is the subscription of a queue that is pulled from now on, with the grant on it", () => {
    const synth = (pathOrPull: string): Stacks => {
      const { specs, catalog } = structuredClone(entries);
      catalog.services["media"]!.queues = { jobs: pathOrPull };
      for (const { usage } of Object.values(specs)) delete usage.services["media"];
      return stacksOf(defineEnvironments(specs, catalog).filter(({ name }) => name === "dev"));
    };
    const crossings = crossingsOf("dev", synth("/process-job"), synth("pull"));
    expect(crossings.map(({ from, to, old }) => `${from} ${to} ${old}`).sort()).toEqual([
      "runtime data google_pubsub_subscription.Push-jobs",
      expect.stringMatching(/^runtime data google_pubsub_subscription_iam_member\.Push-jobs_DeadLetterForwarder/),
    ]);
    expect(crossingLines("dev", crossings)[0]).toContain("becomes google_pubsub_subscription.Queue-jobs_Subscription");
  });
});
