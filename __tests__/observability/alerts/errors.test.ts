import { describe, expect, test } from "vitest";
import { promqlQuery } from "../../../observability/alerts/alert";
import { errorAlerts } from "../../../observability/alerts/errors";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = errorAlerts(environment("prod"));
const rest = '{monitored_resource="cloud_run_revision",project_id="parley-audio-prod",service_name="parley-rest"}';
const kinds = ["error-ratio", "error-ratio-rollback", "all-requests-fail"];

describe("alerts on errors", () => {
  test.each(kinds)("%s pages for each service", (kind) => {
    expect(keysOf(prod, kind).sort()).toEqual(["audio", "conversation", "gateway", "media", "realtime", "rest"]);
    expect(alertOf(prod, kind, "rest").severity).toBe("page");
  });

  test("a share of 5 % lasts five minutes, if there is no figure of the service's own", () => {
    expect(onSeries(alertOf(prod, "error-ratio", "rest"))).toEqual({
      language: "promql",
      title: "more than 5 % of requests fail",
      value: `sum(rate(logging_googleapis_com:user_failed_requests${rest}[5m])) / sum(rate(logging_googleapis_com:user_requests${rest}[5m]))`,
      comparison: ">",
      threshold: 0.05,
      guards: [`sum(increase(logging_googleapis_com:user_failed_requests${rest}[5m])) >= 5`],
      forSeconds: 120,
    });
  });

  test("the service's own share replaces it, in the environment that sets it", () => {
    const alerts = errorAlerts(
      environment("prod", (spec) => {
        spec.services["media"] = { ...spec.services["media"], errorRatio: 0.02 };
      }),
    );
    expect(onSeries(alertOf(alerts, "error-ratio", "media")).threshold).toBe(0.02);
    expect(onSeries(alertOf(alerts, "error-ratio", "media")).title).toBe("more than 2 % of requests fail");
    expect(alertOf(alerts, "error-ratio", "media").meaning).toContain("2 %");
    expect(onSeries(alertOf(alerts, "error-ratio", "rest")).threshold).toBe(0.05);
    expect(onSeries(alertOf(alerts, "error-ratio-rollback", "media")).threshold).toBe(0.1);
  });

  test("a tenth for ten minutes asks for a rollback", () => {
    const { threshold, comparison, forSeconds } = onSeries(alertOf(prod, "error-ratio-rollback", "media"));
    expect({ threshold, comparison, forSeconds }).toEqual({ threshold: 0.1, comparison: ">", forSeconds: 120 });
  });

  test("all requests fail after two minutes, judged by the shortest window that holds two samples", () => {
    const condition = onSeries(alertOf(prod, "all-requests-fail", "media"));
    expect(condition).toMatchObject({ threshold: 0.99, comparison: ">", forSeconds: 120 });
    expect(promqlQuery(condition).match(/\[\w+\]/g)).toEqual(["[5m]", "[5m]", "[5m]"]);
    expect(condition.guards).toEqual([expect.stringMatching(/failed_requests.* >= 5$/)]);
  });

  test("a service that others deploy is watched under the name that it has there", () => {
    const alerts = errorAlerts(
      environment("prod", (spec) => {
        spec.services["rest"] = {
          external: { serviceName: "improv-api", accountEmail: "improv@improv-project.iam.gserviceaccount.com" },
        };
      }),
    );
    for (const kind of kinds) {
      const query = promqlQuery(onSeries(alertOf(alerts, kind, "rest")));
      expect(query).toContain('service_name="improv-api"');
      expect(query).not.toContain("parley-rest");
      expect(alertOf(alerts, kind, "rest").logs).toContain('service_name="improv-api"');
    }
  });
});
