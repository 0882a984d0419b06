import { MonitoringUptimeCheckConfig } from "@cdktf/provider-google/lib/monitoring-uptime-check-config";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { RoutedService } from "../../contract/routes";
import { serviceHost } from "../load-balancing/names";
import { uptimeLocations } from "./schema";

export interface UptimeCheckProps {
  readonly environment: Environment;
  readonly service: RoutedService;
}

/**
 * Calls a public service's health path through the load balancer every minute
 * from at least three regions, so that one of them failing is no alarm (Google,
 * "Create public uptime checks").
 *
 * Behind Identity-Aware Proxy it identifies itself as Monitoring's own agent,
 * which the backend admits. The proxy may refuse the token, whose audience is
 * the host, with 401: that still proves DNS, certificate, load balancer and
 * proxy, so it passes; the service itself is then watched by its alerts.
 */
export class UptimeCheck extends Construct {
  /** By which its series are found; known after apply. */
  readonly checkId: string;

  constructor(scope: Construct, id: string, { environment, service }: UptimeCheckProps) {
    super(scope, id);
    const behindIap = service.access === "iap";
    const config = new MonitoringUptimeCheckConfig(this, "Default", {
      displayName: `${service.title} - Uptime`,
      period: "60s",
      timeout: "10s",
      selectedRegions: [...uptimeLocations],
      checkerType: "STATIC_IP_CHECKERS",
      httpCheck: {
        path: service.health.path,
        port: 443,
        useSsl: true,
        validateSsl: true,
        requestMethod: "GET",
        acceptedResponseStatusCodes: [
          { statusClass: "STATUS_CLASS_2XX" },
          ...(behindIap ? [{ statusValue: 401 }] : []),
        ],
        ...(behindIap ? { serviceAgentAuthentication: { type: "OIDC_TOKEN" } } : {}),
      },
      monitoredResource: {
        type: "uptime_url",
        labels: { project_id: environment.project.id, host: serviceHost(environment, service.route) },
      },
      userLabels: { service: service.key, environment: environment.name },
    });
    this.checkId = config.uptimeCheckId;
  }
}
