import type { Environment, Service } from "./environment";
import type { BucketEntry } from "../constructs/cloud-storage/schema";
import { serviceHost } from "../constructs/load-balancing/names";
import type { CacheMode } from "../constructs/load-balancing/schema";

/** A service behind the load balancer. */
export type RoutedService = Service & { readonly route: NonNullable<Service["route"]> };

/** Key of the service or the bucket that receives the requests. */
export type RouteTarget = { readonly service: string } | { readonly bucket: string };

/** A host name of the load balancer. */
export interface Host {
  readonly host: string;
  /** The environment's domain or one of its aliases. */
  readonly domain: string;
  /** DNS label that is prefixed to the domain; undefined for the domain itself. */
  readonly label: string | undefined;
  /**
   * What construct ids use: the label, which is the same in all environments, at the domain with which the environment
   * was first deployed, and the host at every other one. So no address changes when an alias becomes the domain.
   */
  readonly key: string | undefined;
}

/** Routing table of one host. */
export interface HostRoutes extends Host {
  /** Key of the service that receives requests that match no path. */
  readonly fallback: string;
  readonly rules: readonly {
    readonly target: RouteTarget;
    readonly paths: readonly string[];
  }[];
}

/** The delivery of a bucket through Cloud CDN. */
export interface CdnOrigin {
  /** Paths of the environment's domain that the CDN answers from the bucket. */
  readonly paths: readonly string[];
  readonly cacheMode: CacheMode;
  /** Whether a request needs a signed URL. */
  readonly signed: boolean;
}

/** CdnOrigin of a bucket; undefined if it is not behind the CDN. */
export function cdnOriginOf(entry: BucketEntry): CdnOrigin | undefined {
  switch (entry.contents) {
    case "site":
      return { paths: entry.paths, cacheMode: entry.cacheMode, signed: false };
    case "records":
      return entry.signedDelivery && { ...entry.signedDelivery, signed: true };
    case "cache":
    case "logs":
      return undefined;
  }
}

/** Every bucket behind the CDN, sorted by key, so that the order of the entries does not change the routes. */
export const cdnOrigins = ({ buckets }: Pick<Environment, "buckets">): [bucket: string, origin: CdnOrigin][] =>
  Object.keys(buckets)
    .sort()
    .flatMap((bucket): [string, CdnOrigin][] => {
      const origin = cdnOriginOf(buckets[bucket]!);
      return origin === undefined ? [] : [[bucket, origin]];
    });

export const isRouted = (service: Service): service is RoutedService => service.route !== undefined;

/** Whether a URL map's rule `pattern` matches `path`: equal to it, or below its final `/*`. `/ws/*` does not match `/ws`. */
export function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

/** The environment's domain and its aliases, sorted, so that nothing changes when an alias becomes the domain. */
export const domainsOf = ({ domain, domainAliases }: Pick<Environment, "domain" | "domainAliases">): string[] =>
  [...new Set([domain, ...Object.keys(domainAliases)])].sort();

/** Cloud DNS zone of a domain; undefined where its records are entered by hand. */
export const zoneOf = (
  environment: Pick<Environment, "domain" | "dnsZone" | "domainAliases">,
  domain: string,
): string | undefined => {
  if (domain === environment.domain) return environment.dnsZone;
  const alias = environment.domainAliases[domain];
  return alias !== undefined && "dnsZone" in alias ? alias.dnsZone : undefined;
};

/** Labels at which a service answers, sorted, so that nothing changes when an alias becomes the host. */
const labelsOf = ({ host, hostAliases }: RoutedService["route"]): (string | undefined)[] => [
  ...(host === undefined ? [undefined] : []),
  ...[...(host === undefined ? [] : [host]), ...hostAliases].sort(),
];

/** Hosts of the load balancer: of each domain the domain itself first. */
export function publicHosts(environment: Environment): Host[] {
  const { firstDomain = environment.domain } = environment;
  const labels = environment.services.filter(isRouted).flatMap(({ route }) => labelsOf(route));
  return domainsOf(environment).flatMap((domain) =>
    [...new Set([undefined, ...labels])].map((label) => {
      const host = serviceHost({ domain }, { host: label });
      return { host, domain, label, key: domain === firstDomain ? label : host };
    }),
  );
}

/** Hosts that may go without a word: aliases, and those of services that are about to be taken away. */
export function passingHosts(environment: Environment): string[] {
  const staying = environment.services
    .filter(isRouted)
    .filter(({ slug }) => !environment.retiring.services.includes(slug))
    .map(({ route }) => serviceHost(environment, route));
  return publicHosts(environment)
    .map(({ host }) => host)
    .filter((host) => host !== environment.domain && !staying.includes(host));
}

/**
 * The routing table of the load balancer, derived from the services and buckets.
 *
 * A request that matches no path of its host goes to the environment's fallback
 * service, also on the host of another service: a service receives only the paths
 * that it lists.
 */
export function hostRoutes(environment: Environment): HostRoutes[] {
  const routed = environment.services.filter(isRouted);
  const fallback = routed.find((service) => service.route.fallback);
  if (fallback === undefined) throw new Error("no fallback service; the contract refuses this earlier");
  return publicHosts(environment).map((host) => ({
    ...host,
    fallback: fallback.slug,
    rules: [
      ...routed
        .filter(({ route }) => labelsOf(route).includes(host.label))
        .map((service) => ({ target: { service: service.slug }, paths: service.route.paths })),
      ...(host.label === undefined
        ? cdnOrigins(environment).map(([bucket, { paths }]) => ({ target: { bucket }, paths }))
        : []),
    ],
  }));
}
