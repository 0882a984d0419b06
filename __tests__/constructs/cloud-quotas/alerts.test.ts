import { describe, expect, test } from "vitest";
import { cloudQuotasAlerts } from "../../../constructs/cloud-quotas/alerts";
import { environment } from "../../support/environments";

describe("the alert of quotas", () => {
  test("keeps the names of the service, the quota and the limit, which the incident shows", () => {
    expect(cloudQuotasAlerts(environment("prod"))).toMatchObject([
      {
        kind: "quota-exceeded",
        subject: { kind: "environment" },
        severity: "page",
        conditions: [
          {
            value:
              'max by (service, quota_metric, limit_name) (max_over_time(serviceruntime_googleapis_com:quota_exceeded{service!~"(cloudresourcemanager|monitoring|serviceusage)[.]googleapis[.]com",quota_metric!="logging.googleapis.com/read_requests"}[5m]))',
            comparison: ">",
            threshold: 0,
            forSeconds: 60,
          },
        ],
      },
    ]);
  });

  test.each([
    ["monitoring.googleapis.com", false],
    // Services write log entries and traces; refused ones are missing from every alert on them.
    ["logging.googleapis.com", true],
    ["cloudtrace.googleapis.com", true],
    ["aiplatform.googleapis.com", true],
    ["texttospeech.googleapis.com", true],
    ["compute.googleapis.com", true],
  ])("hears of %s: %s", (service, heard) => {
    const [, pattern] = /service!~"([^"]+)"/.exec(
      JSON.stringify(cloudQuotasAlerts(environment("dev"))).replaceAll("\\", ""),
    )!;
    expect(!new RegExp(`^(?:${pattern!})$`).test(service)).toBe(heard);
  });
});
