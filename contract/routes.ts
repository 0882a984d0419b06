import type { Environment, Service } from "./environment";
import type { BucketEntry } from "../constructs/cloud-storage/schema";
import { serviceHost } from "../constructs/load-balancing/names";
import type { CacheMode } from "../constructs/load-balancing/schema";

/** A service that the load balancer serves. */
export type RoutedService = Service & { readonly route: NonNullable<Service["route"]> };

/** A service or a site bucket, by its key. */
export type RouteTarget = { readonly service: string } | { readonly bucket: string };

/** A host of the load balancer. */
export interface Host {
  readonly host: string;
  /** Label in front of the environment's domain; absent for the domain itself. Ids take it, since it is alike in all environments. */
  readonly label: string | undefined;
}

/** Where the paths of one host go. */
export interface HostRoutes extends Host {
  /** Key of the service that takes what no path matches. */
  readonly fallback: string;
  readonly rules: readonly {
    readonly target: RouteTarget;
    readonly paths: readonly string[];
  }[];
}

/** What the CDN answers from a bucket. */
export interface CdnOrigin {
  /** Paths of the environment's domain. */
  readonly paths: readonly string[];
  readonly cacheMode: CacheMode;
  /** Whether only who has a signed URL gets an object. */
  readonly signed: boolean;
}

/** Undefined for a bucket of which services alone or people read. */
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

/** Every bucket from which the CDN answers, in the order of the keys: another order of the entries changes no route. */
export const cdnOrigins = ({ buckets }: Pick<Environment, "buckets">): [bucket: string, origin: CdnOrigin][] =>
  Object.keys(buckets)
    .sort()
    .flatMap((bucket): [string, CdnOrigin][] => {
      const origin = cdnOriginOf(buckets[bucket]!);
      return origin === undefined ? [] : [[bucket, origin]];
    });

export const isRouted = (service: Service): service is RoutedService => service.route !== undefined;

/** Whether a URL map sends `path` to the rule `pattern`: equal, or below a final `/*`. `/ws/*` does not match `/ws`. */
export function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

/** Hosts that the load balancer serves, the environment's domain first. */
export function publicHosts(environment: Environment): Host[] {
  const labels = environment.services.filter(isRouted).map(({ route }) => route.host);
  return [...new Set([undefined, ...labels])].map((label) => ({
    host: serviceHost(environment, { host: label }),
    label,
  }));
}

/**
 * The whole routing table, derived from the services and the static site.
 *
 * What no path of a host matches goes to the environment's fallback service,
 * also on a service's own host: a path that a service does not list never
 * reaches it.
 */
export function hostRoutes(environment: Environment): HostRoutes[] {
  const routed = environment.services.filter(isRouted);
  const fallback = routed.find((service) => service.route.fallback);
  if (fallback === undefined) throw new Error("no fallback service; the contract refuses this earlier");
  return publicHosts(environment).map(({ host, label }) => ({
    host,
    label,
    fallback: fallback.key,
    rules: [
      ...routed
        .filter(({ route }) => route.host === label)
        .map((service) => ({ target: { service: service.key }, paths: service.route.paths })),
      ...(label === undefined
        ? cdnOrigins(environment).map(([bucket, { paths }]) => ({ target: { bucket }, paths }))
        : []),
    ],
  }));
}
