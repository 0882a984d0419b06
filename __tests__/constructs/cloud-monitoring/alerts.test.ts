import { describe, expect, test } from "vitest";
import { cloudMonitoringAlerts, uptimeCheckMarker } from "../../../constructs/cloud-monitoring/alerts";
import { alertOf, keysOf, onSeries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = cloudMonitoringAlerts(environment("prod"));
const labels = '{monitored_resource="uptime_url",project_id="parley-audio-prod",check_id="uptime-check:media"}';

describe("alerts on uptime", () => {
  test("page when two locations fail for two minutes", () => {
    const alert = alertOf(prod, "uptime", "media");
    expect(alert.severity).toBe("page");
    expect(onSeries(alert)).toEqual({
      language: "promql",
      title: "the uptime check fails from 2 or more locations",
      value: `sum(1 - min by (checker_location) (monitoring_googleapis_com:uptime_check_check_passed${labels}))`,
      comparison: ">=",
      threshold: 2,
      forSeconds: 120,
    });
    expect(alert.meaning).toContain("https://media.app.example.com/health");
  });

  test("are a ticket when a certificate has fewer than 14 days for an hour", () => {
    const alert = alertOf(prod, "certificate-expiry", "media");
    expect(alert.severity).toBe("ticket");
    expect(onSeries(alert)).toMatchObject({
      value: `min(monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires${labels})`,
      comparison: "<",
      threshold: 14,
      forSeconds: 3600,
    });
    expect(alert.meaning).toContain("media.app.example.com");
  });

  test("name the host of the environment where a service has none of its own", () => {
    expect(alertOf(prod, "uptime", "rest").meaning).toContain("https://app.example.com/health");
    expect(alertOf(cloudMonitoringAlerts(environment("dev")), "uptime", "media").meaning).toContain(
      "media.dev.app.example.com",
    );
  });

  test.each(["uptime", "certificate-expiry"])("%s is of the public services only", (kind) => {
    expect(keysOf(prod, kind).sort()).toEqual(["audio", "conversation", "gateway", "media", "realtime", "rest"]);
    const internal = environment("prod", (_, catalog) => {
      delete catalog.services["conversation"]!.route;
    });
    expect(keysOf(cloudMonitoringAlerts(internal), kind)).not.toContain("conversation");
    expect(keysOf(cloudMonitoringAlerts(internal), kind)).toHaveLength(5);
  });

  test("mark each service's check, which has no id yet, once in each query", () => {
    for (const alert of prod) {
      if (alert.subject.kind !== "service") throw new Error("not of a service");
      const { service } = alert.subject;
      expect(uptimeCheckMarker(service)).toBe(`uptime-check:${service.slug}`);
      expect(onSeries(alert).value.split(uptimeCheckMarker(service))).toHaveLength(2);
    }
  });
});
