import type { Environment } from "../environment";
import { catalogFile, type Issue } from "../issue";
import { pushPaths } from "../queues";
import { cdnOrigins, isRouted, matchesPath, type RoutedService } from "../routes";
import type { Rule } from "./rule";

/** One path that a service or a bucket claims on one host. */
interface Claim {
  readonly owner: string;
  /** Whether the host is one of the owner's `hostAliases`. */
  readonly isAlias: boolean;
  readonly field: string;
  /** DNS label that is prefixed to the environment's domain; undefined for the domain itself. */
  readonly host: string | undefined;
  readonly path: string;
}

/** Every path must have one owner, and no owner may receive requests for another owner's path. */
export const routeIssues: Rule = ({ environment }) => {
  const routed = environment.services.filter(isRouted);
  const claims = claimsOf(environment, routed);
  return [
    ...fallbackIssues(routed),
    ...routed.flatMap(internalPathIssues),
    ...takenIssues(claims),
    ...uselessIssues(claims.filter(({ isAlias }) => !isAlias)),
    ...routed.flatMap((service) => uptimeIssues(service, claims)),
  ];
};

function claimsOf(environment: Environment, routed: readonly RoutedService[]): Claim[] {
  return [
    ...routed.flatMap(({ slug, route }) =>
      route.paths.map((path) => ({
        owner: slug,
        isAlias: false,
        field: `services.${slug}.route.paths`,
        host: route.host,
        path,
      })),
    ),
    ...cdnOrigins(environment).flatMap(([bucket, { paths, signed }]) => {
      const field = `buckets.${bucket}.${signed ? "signedDelivery.paths" : "paths"}`;
      return paths.map((path) => ({ owner: bucket, isAlias: false, field, host: undefined, path }));
    }),
    // Last, so that an alias is reported and not the service that has the host.
    ...routed.flatMap(({ slug, route }) =>
      route.hostAliases
        .filter((host) => host !== route.host)
        .flatMap((host) =>
          route.paths.map((path) => ({
            owner: slug,
            isAlias: true,
            field: `services.${slug}.route.hostAliases`,
            host,
            path,
          })),
        ),
    ),
  ];
}

function fallbackIssues(routed: readonly RoutedService[]): Issue[] {
  const fallbacks = routed.filter(({ route }) => route.fallback);
  const [only] = fallbacks;
  if (only === undefined || fallbacks.length > 1) {
    const named = fallbacks.map(({ slug }) => `'${slug}'`).join(", ");
    const fix = only === undefined ? "set it to true on one of them" : "remove it from all but one";
    const message = `exactly one routed service must have route.fallback, got ${fallbacks.length}${named === "" ? "" : `: ${named}`}; ${fix}`;
    return [{ file: catalogFile, field: "services", message }];
  }
  if (only.route.host === undefined) return [];
  const message =
    "takes what no path of the environment's domain matches, so it cannot have a host of its own; remove host";
  return [{ file: catalogFile, field: `services.${only.slug}.route.fallback`, message }];
}

/** Refuses paths of two owners that are equal or nested. */
function takenIssues(claims: readonly Claim[]): Issue[] {
  return pairs(claims)
    .filter(([one, other]) => one.field !== other.field && one.host === other.host)
    .flatMap(([earlier, claim]): Issue[] => {
      const host = claim.host === undefined ? "the environment's domain" : `the host '${claim.host}'`;
      if (claim.path === earlier.path) {
        const fix = claim.isAlias
          ? `remove '${claim.host}' from hostAliases`
          : `give '${claim.owner}' another path or a host of its own`;
        const message = `'${claim.path}' is taken: '${earlier.owner}' has the same path on ${host}; ${fix}`;
        return [{ file: catalogFile, field: claim.field, message }];
      }
      const [inner, outer] = matchesPath(earlier.path, claim.path) ? [claim, earlier] : [earlier, claim];
      if (!matchesPath(outer.path, inner.path)) return [];
      const message = `'${inner.path}' lies under '${outer.path}' of '${outer.owner}' and would take its requests; give '${inner.owner}' another path or a host of its own`;
      return [{ file: catalogFile, field: inner.field, message }];
    });
}

/** Refuses a path that another path of the same owner already covers. */
function uselessIssues(claims: readonly Claim[]): Issue[] {
  return claims.flatMap((outer, index): Issue[] => {
    const inner = claims.filter(
      ({ field, path }, other) =>
        field === outer.field && (path === outer.path ? other > index : matchesPath(outer.path, path)),
    );
    if (inner.length === 0) return [];
    const listed = inner.map(({ path }) => `'${path}'`).join(", ");
    return [
      {
        file: catalogFile,
        field: outer.field,
        message: `'${outer.path}' covers ${listed} already; remove what it covers`,
      },
    ];
  });
}

function internalPathIssues(service: RoutedService): Issue[] {
  const { slug, route } = service;
  return pushPaths(service).flatMap((path): Issue[] => {
    if (route.fallback) {
      const message = `takes every path that no other service has, so '${path}' is reachable from outside, which is an internal path; let another service be the fallback`;
      return [{ file: catalogFile, field: `services.${slug}.route.fallback`, message }];
    }
    return route.paths
      .filter((pattern) => matchesPath(pattern, path))
      .map((pattern) => ({
        file: catalogFile,
        field: `services.${slug}.route.paths`,
        message: `'${pattern}' lets '${path}' in from outside, which is an internal path; ${pattern === path ? "remove it" : "list the public paths one by one"}`,
      }));
  });
}

/** The uptime check calls the load balancer from outside, so its path must be routed to the service. */
function uptimeIssues({ slug, health, route }: RoutedService, claims: readonly Claim[]): Issue[] {
  const field = `services.${slug}.route.paths`;
  const takers = claims.filter(({ host, path }) => host === route.host && matchesPath(path, health.path));
  if (takers.some((claim) => claim.field === field) || (route.fallback && takers.length === 0)) return [];
  const message = `'${health.path}' is not routed to the service, so the uptime check could not reach it; add it to route.paths`;
  return [{ file: catalogFile, field: `services.${slug}.health.path`, message }];
}

/** Every pair of distinct items, once, in order. */
const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
