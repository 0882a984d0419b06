import type { Environment, Service } from "../../contract/environment";
import { shortHash, type Named } from "../../contract/names";
import { serviceName } from "../cloud-run/names";

/** Name of a part of the load balancer. */
export const loadBalancerName = (environment: Named, part: string): string => `${environment.namePrefix}-${part}`;
/** Name of the backend of a service or a bucket. */
export const backendName = (environment: Named, key: string): string => loadBalancerName(environment, `${key}-backend`);
/**
 * Name of a service's endpoint groups. A group cannot be pointed to another Cloud Run
 * service, and its successor is created while it is still in use; so a name that is not
 * derived from the service's key adds its hash.
 */
export function endpointGroupName(environment: Named, service: Pick<Service, "slug" | "external">): string {
  const name = serviceName(environment, service);
  const own = name === serviceName(environment, { slug: service.slug, external: undefined });
  return backendName(environment, service.slug) + (own ? "" : `-${shortHash(name)}`);
}
/** Name of a host's resources. The hash distinguishes hosts that differ only in '-' and '.'. */
export const hostResourceName = (environment: Named, host: string): string =>
  `${environment.namePrefix}-${host.replaceAll(".", "-").slice(0, 40).replace(/-$/, "")}-${shortHash(host)}`;

/** Host name of a service. */
export const serviceHost = (environment: Pick<Environment, "domain">, route: { host?: string | undefined }): string =>
  route.host === undefined ? environment.domain : `${route.host}.${environment.domain}`;
