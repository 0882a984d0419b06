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
 * Calls a routed service's health path through the load balancer every minute, from
 * at least three regions, so that the failure of one region opens no alert (Google,
 * "Create public uptime checks").
 *
 * Behind Identity-Aware Proxy the check authenticates as Monitoring's service agent,
 * which the backend admits. The proxy may refuse its token, whose audience is the
 * host, with 401. A 401 passes, since it still proves that DNS, certificate, load
 * balancer and proxy work; other alerts then cover the service itself.
 */
export class UptimeCheck extends Construct {
  /** Id of the check in its metrics; known after apply. */
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
      userLabels: { service: service.slug, environment: environment.name },
    });
    this.checkId = config.uptimeCheckId;
  }
}
