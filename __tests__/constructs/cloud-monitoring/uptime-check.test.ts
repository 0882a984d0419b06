import { describe, expect, test } from "vitest";
import { UptimeCheck } from "../../../constructs/cloud-monitoring/uptime-check";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { behindProxy, expectEqualAddresses, only, override, routedService } from "../fixtures";

const uptime = (of: Environment, key: string): Attributes =>
  only(
    synthesize((scope) => {
      new UptimeCheck(scope, "Uptime", { environment: of, service: routedService(of, key) });
    }),
    "google_monitoring_uptime_check_config",
  );

describe("UptimeCheck", () => {
  test("calls the health path over verified HTTPS every minute from three continents", () => {
    expect(uptime(environment("dev"), "media")).toEqual({
      display_name: "Media Service - Uptime",
      period: "60s",
      timeout: "10s",
      selected_regions: ["USA_VIRGINIA", "EUROPE", "ASIA_PACIFIC"],
      checker_type: "STATIC_IP_CHECKERS",
      http_check: {
        path: "/health",
        port: 443,
        use_ssl: true,
        validate_ssl: true,
        request_method: "GET",
        accepted_response_status_codes: [{ status_class: "STATUS_CLASS_2XX" }],
      },
      monitored_resource: {
        type: "uptime_url",
        labels: { project_id: "parley-audio-dev", host: "media.dev.app.example.com" },
      },
      user_labels: { service: "media", environment: "dev" },
    });
  });

  test("calls a service without a host of its own at the environment's domain", () => {
    const check = uptime(environment("dev"), "audio");
    expect(check.monitored_resource.labels.host).toBe("dev.app.example.com");
    expect(check.http_check.path).toBe("/ws/health");
  });

  test("identifies itself behind Identity-Aware Proxy", () => {
    expect(uptime(environment("dev", behindProxy()), "audio").http_check.service_agent_authentication).toEqual({
      type: "OIDC_TOKEN",
    });
  });

  test("identifies itself to nobody where the service is open, also in an environment behind the proxy", () => {
    const open = environment("dev", (spec, catalog) => {
      behindProxy()(spec, catalog);
      override("audio", { access: "public" })(spec, catalog);
    });
    expect(Object.keys(uptime(open, "audio").http_check)).not.toContain("service_agent_authentication");
    expect(Object.keys(uptime(open, "rest").http_check)).toContain("service_agent_authentication");
  });

  test("has the same address in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new UptimeCheck(scope, "Uptime", { environment: of, service: routedService(of, "audio") }),
    );
  });
});
