import { describe, expect, test } from "vitest";
import { RequestMetrics } from "../../../constructs/cloud-logging/request-metrics";
import { requestMetrics } from "../../../observability/metrics/request-log";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, list } from "../fixtures";

const prod = environment("prod");
const made = list(
  synthesize((scope) => {
    new RequestMetrics(scope, "RequestMetrics", { environment: prod });
  }),
  "google_logging_metric",
);

describe("RequestMetrics", () => {
  test("makes each metric of the request log with its filter", () => {
    expect(made.map(({ name, filter }) => [name, filter])).toEqual(
      requestMetrics(prod).map(({ name, filter }) => [name, filter]),
    );
  });

  test("counts requests by status, and records latencies in buckets of seconds", () => {
    const [all, failed, latency] = made;
    expect(all).toMatchObject({
      metric_descriptor: {
        metric_kind: "DELTA",
        value_type: "INT64",
        unit: "1",
        labels: [{ key: "status", value_type: "STRING" }],
      },
      label_extractors: { status: "EXTRACT(httpRequest.status)" },
    });
    expect(failed!.label_extractors).toBeUndefined();
    expect(latency).toMatchObject({
      metric_descriptor: { metric_kind: "DELTA", value_type: "DISTRIBUTION", unit: "s" },
      value_extractor: "EXTRACT(httpRequest.latency)",
      bucket_options: { explicit_buckets: { bounds: expect.arrayContaining([0.05, 1, 20]) as number[] } },
    });
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new RequestMetrics(scope, "RequestMetrics", { environment: of }));
  });
});
