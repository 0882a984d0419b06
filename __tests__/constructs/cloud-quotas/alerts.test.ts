import { describe, expect, test } from "vitest";
import { cloudQuotasAlerts } from "../../../constructs/cloud-quotas/alerts";
import type { Alert } from "../../../observability/alerts/alert";
import { onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const [page, ticket] = cloudQuotasAlerts(environment("prod")) as [Alert, Alert];

/** Whether an alert is about a quota. */
function isAbout(alert: Alert, quota: string): boolean {
  const [, operator, pattern] = /quota_metric(=~|!~)"([^"]+)"/.exec(onSeries(alert).value)!;
  return new RegExp(`^(?:${pattern!})$`).test(quota) === (operator === "=~");
}

describe("the alerts of quotas", () => {
  test("keep the names of the service, the quota and the limit, which the incident shows", () => {
    expect([page.severity, ticket.severity]).toEqual(["page", "ticket"]);
    for (const alert of [page, ticket]) {
      expect(onSeries(alert)).toMatchObject({ comparison: ">", threshold: 0, forSeconds: 60 });
      expect(onSeries(alert).value).toMatch(
        /^max by \(service, quota_metric, limit_name\) \(max_over_time\(serviceruntime_googleapis_com:quota_exceeded\{.*\}\[5m\]\)\)$/,
      );
    }
  });

  test.each([
    ["aiplatform.googleapis.com/online_prediction_requests_per_base_model", "page"],
    ["texttospeech.googleapis.com/all_requests", "page"],
    ["run.googleapis.com/cpu_allocation", "page"],
    ["compute.googleapis.com/gpus_all_regions", "page"],
    ["run.googleapis.com/write_requests", "ticket"],
    ["compute.googleapis.com/queries", "ticket"],
    ["secretmanager.googleapis.com/access_requests", "ticket"],
    // Services write log entries and traces; refused ones are missing from every alert on them.
    ["logging.googleapis.com/write_requests", "ticket"],
    ["cloudtrace.googleapis.com/write_requests", "ticket"],
    ["logging.googleapis.com/read_requests", "nobody"],
    ["monitoring.googleapis.com/queries", "nobody"],
    ["serviceusage.googleapis.com/mutate_requests", "nobody"],
  ])("%s is for: %s", (quota, who) => {
    const told = [page, ticket].filter((alert) => isAbout(alert, quota)).map(({ severity }) => severity);
    expect(told).toEqual(who === "nobody" ? [] : [who]);
  });
});
