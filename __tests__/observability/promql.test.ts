import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { cloudRun } from "../../constructs/cloud-run/metrics";
import { firestore } from "../../constructs/firestore/metrics";
import { increase, quantile, rate, series, window } from "../../observability/promql";

const scope = { project: { id: "one", number: "1" } };
const service = { service_name: "parley-audio" };

describe("series", () => {
  test("of a metric that one resource writes are selected by their labels alone", () => {
    expect(series(scope, cloudRun.requestCount, service)).toBe(
      'run_googleapis_com:request_count{project_id="one",service_name="parley-audio"}',
    );
  });

  test("of a metric that several resources write name the resource first", () => {
    expect(series(scope, cloudRun.instanceCount, { ...service, state: "active" })).toBe(
      'run_googleapis_com:container_instance_count{monitored_resource="cloud_run_revision",project_id="one",service_name="parley-audio",state="active"}',
    );
  });

  test("are of one project, whose label a type that a service defines writes in its own way", () => {
    expect(series(scope, cloudRun.requestCount, {})).toBe('run_googleapis_com:request_count{project_id="one"}');
    expect(series(scope, firestore.requestCount, {})).toBe(
      'firestore_googleapis_com:api_request_count{monitored_resource="firestore.googleapis.com/Database",resource_container=~"(projects/)?(one|1)"}',
    );
  });

  test.each([
    ["5xx", '="5xx"'],
    ["!=5xx", '!="5xx"'],
    ["=~5xx|4xx", '=~"5xx|4xx"'],
    ["!~5.*", '!~"5.*"'],
  ])("take the value %s as PromQL means it", (value, matcher) => {
    expect(series(scope, cloudRun.requestCount, { response_code_class: value })).toBe(
      `run_googleapis_com:request_count{project_id="one",response_code_class${matcher}}`,
    );
  });

  test("escape what would end a value", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const selected = series(scope, cloudRun.requestCount, { service_name: `=~${value}` });
        const text = /=~("(?:[^"\\]|\\.)*")\}$/.exec(selected)?.[1];
        expect(JSON.parse(text!)).toBe(value);
      }),
    );
  });

  test("refuse a label that neither the metric nor its resource has", () => {
    expect(() => series(scope, cloudRun.requestCount, { respons_code: "500" })).toThrow(
      "run.googleapis.com/request_count has no label respons_code; it has response_code, response_code_class, service_name, revision_name, location",
    );
  });

  test("refuse a distribution without its buckets, and buckets of what is none", () => {
    expect(() => series(scope, cloudRun.requestLatencies, service)).toThrow("is DISTRIBUTION");
    expect(() => series(scope, cloudRun.requestCount, service, "_bucket")).toThrow("is INT64");
  });
});

describe("windows", () => {
  test.each([
    [120, "2m"],
    [3600, "1h"],
    [5400, "90m"],
    [86_400, "1d"],
    [259_200, "3d"],
  ])("of %d s are %s", (seconds, text) => {
    expect(window(seconds)).toBe(text);
  });

  test("are whole minutes", () => {
    expect(() => window(90)).toThrow("whole minutes, got 90 s");
  });

  test("of less than two minutes are refused, since Google's samples are a minute apart", () => {
    for (const total of [increase, rate]) expect(() => total("x", 60)).toThrow("holds too few samples");
    expect(() => quantile(scope, 0.95, cloudRun.requestLatencies, service, 60)).toThrow("holds too few samples");
  });

  test("last as long as they were asked to", () => {
    const units: Record<string, number> = { m: 60, h: 3600, d: 86_400 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => {
        const [, count, unit] = /^(\d+)([mhd])$/.exec(window(minutes * 60))!;
        expect(Number(count) * units[unit!]!).toBe(minutes * 60);
      }),
    );
  });
});

describe("sums", () => {
  test("drop every label, so that one alert is one incident", () => {
    expect(rate("x", 300)).toBe("sum(rate(x[5m]))");
    expect(increase("x", 600)).toBe("sum(increase(x[10m]))");
  });

  test("keep the bound of a bucket alone", () => {
    expect(quantile(scope, 0.95, cloudRun.requestLatencies, service, 300)).toBe(
      'histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{project_id="one",service_name="parley-audio"}[5m])))',
    );
  });
});
