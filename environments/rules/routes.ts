import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { serviceHost } from "../names";
import { isRouted, matchesPath, type RoutedService } from "../routes";
import { platformFile, type Rule } from "./rule";

/** One path of one owner on one host. */
interface Claim {
  readonly owner: string;
  readonly field: string;
  readonly host: string;
  readonly path: string;
}

/** Every path has one owner, and nobody takes requests that another one expects. */
export const routeFaults: Rule = ({ environment }) => {
  const routed = environment.services.filter(isRouted);
  return [
    ...fallbackFaults(environment, routed),
    ...claimFaults(claimsOf(environment, routed)),
    ...routed.flatMap(internalPathFaults),
    ...routed.flatMap(uptimeFaults),
  ];
};

function claimsOf(environment: Environment, routed: readonly RoutedService[]): Claim[] {
  return [
    ...routed.flatMap((service) =>
      service.route.paths.map((path) => ({
        owner: service.key,
        field: `services.${service.key}.route.paths`,
        host: serviceHost(environment, service.route),
        path,
      })),
    ),
    ...Object.entries(environment.buckets).flatMap(([bucket, entry]) =>
      entry.contents === "site"
        ? entry.paths.map((path) => ({
            owner: bucket,
            field: `buckets.${bucket}.paths`,
            host: environment.domain,
            path,
          }))
        : [],
    ),
  ];
}

function fallbackFaults(environment: Environment, routed: readonly RoutedService[]): Fault[] {
  const fallbacks = routed.filter(({ route }) => route.fallback);
  if (fallbacks.length === 1) {
    const [{ key, route }] = fallbacks as [RoutedService];
    return route.host === undefined
      ? []
      : [
          {
            file: platformFile,
            field: `services.${key}.route.fallback`,
            message: `takes what no path of ${environment.domain} matches, so it cannot have a host of its own; remove host`,
          },
        ];
  }
  const named = fallbacks.map(({ key }) => `'${key}'`).join(", ");
  return [
    {
      file: platformFile,
      field: "services",
      message: `exactly one routed service must have route.fallback, got ${fallbacks.length}${named === "" ? "" : `: ${named}`}`,
    },
  ];
}

function claimFaults(claims: readonly Claim[]): Fault[] {
  return claims.flatMap((claim, index) =>
    claims.slice(0, index).flatMap((earlier): Fault[] => {
      if (claim.host !== earlier.host) return [];
      if (claim.path === earlier.path) {
        return [
          {
            file: platformFile,
            field: claim.field,
            message: `'${claim.path}' is taken: '${earlier.owner}' has the same path on ${claim.host}; give '${claim.owner}' another path or a host of its own`,
          },
        ];
      }
      const [inner, outer] = matchesPath(earlier.path, claim.path) ? [claim, earlier] : [earlier, claim];
      if (!matchesPath(outer.path, inner.path)) return [];
      const message =
        inner.owner === outer.owner
          ? `'${inner.path}' lies under '${outer.path}' of the same service and changes nothing; remove it`
          : `'${inner.path}' lies under '${outer.path}' of '${outer.owner}' and would take its requests; give '${inner.owner}' another path or a host of its own`;
      return [{ file: platformFile, field: inner.field, message }];
    }),
  );
}

function internalPathFaults(service: RoutedService): Fault[] {
  const exposed = service.internalPaths.flatMap((path) =>
    service.route.paths.filter((pattern) => matchesPath(pattern, path)).map((pattern) => ({ path, pattern })),
  );
  return exposed.map(({ path, pattern }) => ({
    file: platformFile,
    field: `services.${service.key}.route.paths`,
    message: `'${pattern}' lets '${path}' in from outside, which is an internal path; list the public paths one by one`,
  }));
}

/** The uptime check comes from outside, so its path must be routed to the service. */
function uptimeFaults({ key, health, route }: RoutedService): Fault[] {
  if (route.fallback || route.paths.some((pattern) => matchesPath(pattern, health.path))) return [];
  return [
    {
      file: platformFile,
      field: `services.${key}.health.path`,
      message: `'${health.path}' is not routed to the service, so the uptime check could not reach it; add it to route.paths`,
    },
  ];
}
