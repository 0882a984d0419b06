import { describe, expect, test } from "vitest";
import { alertQuery } from "../../../observability/alerts/alert";
import { cloudLoggingAlerts } from "../../../constructs/cloud-logging/alerts";
import { environment } from "../../support/environments";

describe("the alert of log sinks", () => {
  test.each(["dev", "staging", "prod"] as const)("is a ticket in %s, whose logs have sinks too", (name) => {
    expect(cloudLoggingAlerts(environment(name))).toMatchObject([
      { kind: "log-export-errors", subject: { kind: "environment" }, severity: "ticket" },
    ]);
  });

  test("names each sink of the project, over a window that holds two samples in spite of 7 minutes' delay", () => {
    const [alert] = cloudLoggingAlerts(environment("prod"));
    expect(alertQuery(alert!.conditions as never)).toBe(
      'sum by (name) (increase(logging_googleapis_com:exports_error_count{project_id="parley-audio-prod"}[9m])) > 0',
    );
  });
});
