import { describe, expect, test } from "vitest";
import { cloudRun } from "../../../constructs/cloud-run/metrics";
import { loadBalancing } from "../../../constructs/load-balancing/metrics";
import { promqlName } from "../../../observability/metrics/metric";
import { metricGroups } from "../../support/metrics";

const all = Object.entries(metricGroups).flatMap(([group, metrics]) =>
  Object.entries(metrics).map(([key, metric]) => [`${group}.${key}`, metric] as const),
);

describe("the catalogue of metrics", () => {
  test.each(all)("%s says its unit, its meaning and its source", (_, metric) => {
    expect(metric.type).toMatch(/^[a-z.]+\.(googleapis\.com|io)\/[a-z0-9_/]+$/);
    expect(metric.meaning.length).toBeGreaterThan(10);
    expect(metric.source.length).toBeGreaterThan(10);
    expect(metric.resource.type).toMatch(/^[a-z0-9_]+$|^[a-z]+\.googleapis\.com\/[A-Za-z]+$/);
    expect(metric.labels.filter((label) => metric.resource.labels.includes(label))).toEqual([]);
    expect(new Set(metric.labels).size).toBe(metric.labels.length);
  });

  test("names no metric twice", () => {
    const types = all.map(([, { type }]) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  test("gives every resource type the same labels in all metrics", () => {
    const labels = new Map<string, Set<string>>();
    for (const [, { resource }] of all)
      labels.set(resource.type, (labels.get(resource.type) ?? new Set()).add(resource.labels.join(", ")));
    expect([...labels].filter(([, variants]) => variants.size !== 1)).toEqual([]);
  });

  // Google, "Cloud Run metrics": the singular names of public alerts do not exist.
  test.each([
    "run.googleapis.com/container/cpu/utilization",
    "run.googleapis.com/container/memory/utilization",
    "run.googleapis.com/container/restart_count",
    "cloudsql.googleapis.com/database/replication/lag",
    "cloudsql.googleapis.com/database/connections",
    "secretmanager.googleapis.com/secret/access_count",
    "cloudkms.googleapis.com/api/request_count",
  ])("does not know %s, which public alerts use and Google does not have", (absent) => {
    expect(all.map(([, { type }]) => type)).not.toContain(absent);
  });

  test("says of what a WebSocket makes long that it is no measure of speed", () => {
    for (const { ofWebsockets } of [cloudRun.requestLatencies, loadBalancing.backendLatencies])
      expect(ofWebsockets).toContain("Never a measure of speed");
  });
});

describe("the name in PromQL", () => {
  test.each([
    ["run.googleapis.com/request_count", "run_googleapis_com:request_count"],
    ["run.googleapis.com/container/cpu/utilizations", "run_googleapis_com:container_cpu_utilizations"],
    ["kubernetes.io/container/restart_count", "kubernetes_io:container_restart_count"],
    ["logging.googleapis.com/user/turn_latency", "logging_googleapis_com:user_turn_latency"],
    [
      "aiplatform.googleapis.com/publisher/online_serving/token_count",
      "aiplatform_googleapis_com:publisher_online_serving_token_count",
    ],
  ])("of %s is %s", (type, name) => {
    expect(promqlName({ type })).toBe(name);
  });
});
