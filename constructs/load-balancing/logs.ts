import type { Environment, Service } from "../../contract/environment";
import { slowerThan } from "../cloud-logging/logs";
import { backendName } from "./names";

/** Filter for requests to a service in the load balancer's log, which contains the environment's sampled share. */
export const balancedLogs = (environment: Environment, service: Service): string =>
  `resource.type="http_load_balancer" AND resource.labels.backend_service_name="${backendName(environment, service.slug)}"`;

/** Filter for requests to one of a service's paths that took longer, in the load balancer's log. */
export function slowerPathLogs(environment: Environment, service: Service, path: string, milliseconds: number): string {
  const exact = path.replaceAll(".", "[.]");
  const url = exact.endsWith("/*") ? exact.slice(0, -1) : `${exact}([?]|$)`;
  return `${balancedLogs(environment, service)} AND httpRequest.requestUrl=~"^https?://[^/]+${url}" AND ${slowerThan(milliseconds)}`;
}
