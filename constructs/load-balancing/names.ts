import type { Environment } from "../../contract/environment";
import { shortHash, type Named } from "../../contract/names";

/** Name of a part of the load balancer. */
export const loadBalancerName = (environment: Named, part: string): string => `${environment.namePrefix}-${part}`;
/** Name of a service's or a site bucket's backend. */
export const backendName = (environment: Named, key: string): string => loadBalancerName(environment, `${key}-backend`);
/** Host names may differ only where '-' stands for '.', so a hash keeps the names apart. */
export const hostResourceName = (environment: Named, host: string): string =>
  `${environment.namePrefix}-${host.replaceAll(".", "-").slice(0, 40).replace(/-$/, "")}-${shortHash(host)}`;

/** Host at which a service answers. */
export const serviceHost = (environment: Pick<Environment, "domain">, route: { host?: string | undefined }): string =>
  route.host === undefined ? environment.domain : `${route.host}.${environment.domain}`;
