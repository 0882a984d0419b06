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

  test("takes one deploy where no later layer uses what an earlier one gains and loses", () => {
    const other = { google_storage_bucket: { B: { name: "b" } } };
    expect(order({ data: bucket, runtime: service("x") }, { data: other, runtime: service("y") })).toEqual([
      "everything: data, runtime",
    ]);
    expect(order({ data: bucket, runtime: service("x/a") }, { data: other, runtime: service("y") })).toEqual([
      "everything: runtime, data",
    ]);
    // A part of a word is another name.
    expect(order({ data: bucket, runtime: service("xa") }, { data: other, runtime: service("y") })).toEqual([
      "everything: data, runtime",
    ]);
  });

  test("takes one deploy where a later layer uses the same name as before", () => {
    const again = { google_storage_bucket: { B: { name: "a" } } };
    expect(order({ data: bucket, runtime: service("a") }, { data: again, runtime: service("a/x") })).toEqual([
      "everything: data, runtime",
    ]);
  });

  test("takes two deploys where the stacks cannot tell who needs a grant", () => {
    const grant = (role: string): Resources => ({ google_project_iam_member: { [role]: { role, member: "m" } } });
    expect(
      order({ data: grant("a"), runtime: service("x") }, { data: grant("b"), runtime: service("y") }).map(
        (pass) => pass.split(":")[0],
      ),
    ).toEqual(["additions", "removals"]);
    expect(order({ runtime: grant("a"), operations: bucket }, { runtime: grant("b") })).toEqual([
      "everything: runtime, operations",
    ]);
  });

  test("gives the pipeline its rights first, and takes them away last", () => {
    const settings = { google_iap_settings: { S: {} } };
    const rights = (...permissions: string[]): Resources => ({
      google_project_iam_custom_role: { Role: { role_id: "apply", permissions } },
      google_project_service: { Api: { service: `api${permissions.length}.googleapis.com` } },
    });
    const [few, all] = [rights("a.b.get"), rights("a.b.get", "iap.webServices.updateSettings")];
    const metric = { google_logging_metric: { M: { name: "m" } } };
    expect(
      order({ bootstrap: few, foundation: metric }, { bootstrap: all, runtime: settings, operations: bucket }),
    ).toEqual(["everything: bootstrap, foundation, runtime, operations"]);
    expect(
      order({ bootstrap: all, runtime: settings, operations: bucket }, { bootstrap: few, foundation: metric }),
    ).toEqual(["everything: foundation, runtime, operations, bootstrap"]);
  });

  test("enables an API first, and leaves it enabled", () => {
    const api = (name: string): Resources => ({
      google_project_service: { [name]: { service: `${name}.googleapis.com` } },
    });
    const check = { google_monitoring_uptime_check_config: { C: {} } };
    expect(order({ foundation: api("iap") }, { foundation: api("monitoring"), operations: check })).toEqual([
      "everything: foundation, operations",
    ]);
    expect(order({ foundation: api("monitoring"), operations: check }, { foundation: api("iap") })).toEqual([
      "everything: foundation, operations",
    ]);
    // What others use goes after them, whatever API comes that they do not need.
    expect(order({ foundation: bucket, data: service("a") }, { foundation: api("iap"), data: service("x") })).toEqual([
      "everything: data, foundation",
    ]);
  });

  test("lets operations watch what is gone for a moment, but nothing that is not there", () => {
    const host = (name: string): Record<string, Resources> => ({
      runtime: { google_certificate_manager_certificate_map_entry: { [name]: { hostname: `${name}.example.com` } } },
      operations: { google_monitoring_uptime_check_config: { C: { host: `${name}.example.com` } } },
    });
    expect(order(host("old"), host("new"))).toEqual(["everything: runtime, operations"]);
    expect(order(host("old"), {})).toEqual(["everything: operations, runtime"]);
  });

  test("knows a metric by the name that PromQL gives it", () => {
    const metric = (name: string): Record<string, Resources> => ({
      foundation: { google_logging_metric: { [name]: { name: `parley/${name}` } } },
      operations: {
        google_monitoring_alert_policy: { A: { query: `rate(logging_googleapis_com:user_parley_${name}[5m])` } },
      },
    });
    expect(order(metric("a"), metric("b"))).toEqual(["everything: foundation, operations"]);
    expect(order(metric("a"), { data: bucket })).toEqual(["everything: data, operations, foundation"]);
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
    const { added, removed } = changesOf("dev", stacks({ data: bucket, runtime: service("a") }), moved).find(
      ({ layer }) => layer === "data",
    )!;
    expect([added, removed]).toEqual([[], []]);
  });

  test("does not care which layer enables an API", () => {
    const api = { google_project_service: { Api_pubsub: { service: "pubsub.googleapis.com" } } };
    const gone = { data: bucket, runtime: service("a") };
    expect(order({ bootstrap: api, ...gone }, { foundation: api, runtime: service("") })).toEqual([
      "everything: bootstrap, foundation, runtime, data",
    ]);
    expect(order(gone, { foundation: api, runtime: service("") })).toEqual(["everything: foundation, runtime, data"]);
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
