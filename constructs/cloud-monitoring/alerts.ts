import type { Environment, Service } from "../../contract/environment";
import { isRouted } from "../../contract/routes";
import { uptime } from "./metrics";
import { series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { serviceLogs } from "../cloud-run/logs";
import { serviceHost } from "../load-balancing/names";

/** Locations that must fail before the alert opens, since a single one may have a local problem. Google, "Create public uptime checks". */
const fewestLocations = 2;

/** Days before expiry. Google renews its certificates about a month before they expire, so two weeks before, the renewal has failed. */
const fewestDays = 14;

/** Placeholder in a query for the id of a service's uptime check, which is known after apply. */
export const uptimeCheckMarker = ({ slug }: Pick<Service, "slug">): string => `${uptimeCheckMarkerStart}${slug}`;
/** Prefix of every such placeholder. */
export const uptimeCheckMarkerStart = "uptime-check:";

/** Black-box alerts for each routed service: its host does not answer, or its certificate expires soon. */
export function cloudMonitoringAlerts(environment: Environment): Alert[] {
  return environment.services.filter(isRouted).flatMap((service): Alert[] => {
    const subject = { kind: "service", service } as const;
    const host = serviceHost(environment, service.route);
    const labels = { check_id: uptimeCheckMarker(service) };
    const passed = `min by (checker_location) (${series(environment, uptime.checkPassed, labels)})`;
    return [
      {
        kind: "uptime",
        subject,
        title: "Uptime check fails",
        severity: "page",
        conditions: [
          {
            language: "promql",
            title: `the uptime check fails from ${fewestLocations} or more locations`,
            value: `sum(1 - ${passed})`,
            comparison: ">=",
            threshold: fewestLocations,
            forSeconds: 120,
          },
        ],
        meaning: `https://${host}${service.health.path} has failed for 2 minutes, called from ${fewestLocations} or more locations of the world.`,
        logs: `${serviceLogs(environment, service)} AND httpRequest.requestUrl:"${service.health.path}"`,
      },
      {
        kind: "certificate-expiry",
        subject,
        title: "Certificate expires soon",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `the certificate expires in less than ${fewestDays} days`,
            value: `min(${series(environment, uptime.daysUntilCertificateExpires, labels)})`,
            comparison: "<",
            threshold: fewestDays,
            forSeconds: 3600,
          },
        ],
        meaning: `The certificate of ${host} expires in less than ${fewestDays} days, and Google has not renewed it.`,
        logs: 'protoPayload.serviceName="certificatemanager.googleapis.com"',
      },
    ];
  });
}
