import { expect, test } from "vitest";
import { cloudRun } from "../../../constructs/cloud-run/metrics";
import { monitoringFilter } from "../../../observability/slos/filter";

test("monitoringFilter names metric and resource, and each label under the one that has it", () => {
  expect(monitoringFilter(cloudRun.requestCount, { service_name: "parley-rest", response_code_class: "5xx" })).toBe(
    'metric.type="run.googleapis.com/request_count" AND resource.type="cloud_run_revision" AND ' +
      'resource.labels.service_name="parley-rest" AND metric.labels.response_code_class="5xx"',
  );
});
