import { describe, expect, test } from "vitest";
import { changesOf, passesOf } from "../../../tools/deploy-order/order";
import { deployOrderLines } from "../../../tools/deploy-order/report";

type Resources = Record<string, Record<string, unknown>>;

/** Stacks of an environment, with the resources of some layers. */
const stacks = (layers: Record<string, Resources>): ReadonlyMap<string, any> =>
  new Map(
    ["bootstrap", "foundation", "data", "runtime", "operations"].map((layer) => [
      layer === "bootstrap" ? "bootstrap-dev" : `dev-${layer}`,
      { resource: layers[layer] ?? {} },
    ]),
  );
const bucket = { google_storage_bucket: { A: { name: "a" } } };
const service = (env: string): Resources => ({ google_cloud_run_v2_service: { S: { env } } });
const order = (before: Record<string, Resources>, after: Record<string, Resources>): string[] =>
  passesOf(changesOf("dev", stacks(before), stacks(after))).map(({ what, layers }) => `${what}: ${layers.join(", ")}`);

describe("the order of a deploy", () => {
  test("is from the first layer to the last where something is added", () => {
    expect(order({ runtime: service("") }, { data: bucket, runtime: service("a") })).toEqual([
      "everything: data, runtime",
    ]);
  });

  test("is from the last layer to the first where something is removed", () => {
    expect(order({ data: bucket, runtime: service("a") }, { runtime: service("") })).toEqual([
      "everything: runtime, data",
    ]);
  });

  test("takes two deploys where an earlier layer both gains and loses something", () => {
    const other = { google_storage_bucket: { B: { name: "b" } } };
    expect(order({ data: bucket, runtime: service("a") }, { data: other, runtime: service("b") })).toEqual([
      "additions: data, runtime",
      "removals: runtime, data",
    ]);
  });

  test("does not care what the last layer gains or loses, which no other layer uses", () => {
    expect(
      order(
        { data: bucket, operations: { google_logging_metric: { M: {} } } },
        { operations: { google_logging_metric: { N: {} } } },
      ),
    ).toEqual(["everything: operations, data"]);
  });

  test("is from the first to the last where attributes change, and names no layer that stays as it is", () => {
    expect(order({ data: bucket, runtime: service("a") }, { data: bucket, runtime: service("b") })).toEqual([
      "everything: runtime",
    ]);
    expect(order({ data: bucket }, { data: bucket })).toEqual([]);
  });

  test("counts a moved resource as the one that it was", () => {
    const moved = new Map([
      ...stacks({ runtime: service("b") }),
      [
        "dev-data",
        {
          resource: { google_storage_bucket: { B: {} } },
          moved: [{ from: "google_storage_bucket.A", to: "google_storage_bucket.B" }],
        },
      ],
    ]);
    const { removed } = changesOf("dev", stacks({ data: bucket, runtime: service("a") }), moved).find(
      ({ layer }) => layer === "data",
    )!;
    expect(removed).toEqual([]);
  });

  test("does not care which layer enables an API", () => {
    const api = { google_project_service: { Api_pubsub: { service: "pubsub.googleapis.com" } } };
    const gone = { data: bucket, runtime: service("a") };
    expect(order({ bootstrap: api, ...gone }, { foundation: api, runtime: service("") })).toEqual([
      "everything: runtime, data, foundation, bootstrap",
    ]);
    expect(order(gone, { foundation: api, runtime: service("") })).toEqual([
      "additions: foundation, data, runtime",
      "removals: runtime, data, foundation",
    ]);
  });

  test("is said with the commands and with what makes it", () => {
    const changes = changesOf("dev", stacks({ data: bucket, runtime: service("a") }), stacks({ runtime: service("") }));
    expect(deployOrderLines("dev", changes, passesOf(changes))).toEqual([
      "dev:",
      "  npx cdktf deploy dev-runtime --ignore-missing-stack-dependencies",
      "  npx cdktf deploy dev-data --ignore-missing-stack-dependencies",
      "  data loses google_storage_bucket.A",
    ]);
  });
});
