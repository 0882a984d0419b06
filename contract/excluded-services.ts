import { catalogFile, type Issue } from "./issue";
import type { Catalog } from "./catalog-schema";
import { suggestion } from "./schema-issues";

interface Excluding {
  readonly excludedServices: readonly string[];
  /** What the environment overrides. */
  readonly services: object;
  /** Versions that the environment pins, by secret. */
  readonly secretVersions: object;
}

/** The services that an environment has, with the stores that they need. */
interface Kept {
  readonly catalog: Catalog;
  readonly issues: Issue[];
}

/**
 * Takes the excluded services out of an environment, and with them the queues
 * that they receive, the databases that they own and the secrets that nobody
 * else uses. Buckets stay, since people and workloads use them too.
 *
 * A service that another one needs is an issue. Then nothing is taken out.
 */
export function withoutExcluded(catalog: Catalog, spec: Excluding, file: string): Kept {
  const excluded = spec.excludedServices.filter((service) => Object.hasOwn(catalog.services, service));
  const gone = excluded.map((service) => catalog.services[service]!);
  const secretsOf = (of: readonly Catalog["services"][string][]): string[] =>
    of.flatMap((service) => Object.values(service.secrets));
  const stillUsed = secretsOf(Object.values(without(catalog.services, excluded)));
  const secretsGone = secretsOf(gone).filter((secret) => !stillUsed.includes(secret));
  const issues = [
    ...unknownIssues(catalog, spec, file),
    ...overriddenIssues(spec, file),
    ...pinnedIssues(spec, secretsGone, file),
    ...neededIssues(catalog, excluded, file),
  ];
  if (issues.length > 0) return { catalog, issues };
  const { services, queues, databases, secrets } = catalog;
  const received = gone.flatMap((service) => Object.keys(service.queues));
  return {
    issues,
    catalog: {
      ...catalog,
      services: without(services, excluded),
      queues: without(queues, received),
      databases: without(
        databases,
        Object.keys(databases).filter((database) => excluded.includes(databases[database]!.owner)),
      ),
      secrets: without(secrets, secretsGone),
    },
  };
}

const without = <T>(entries: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key)));

function unknownIssues({ services }: Catalog, { excludedServices }: Excluding, file: string): Issue[] {
  const known = Object.keys(services);
  return excludedServices
    .filter((service) => !known.includes(service))
    .map((service) => ({
      file,
      field: "excludedServices",
      message: `no service '${service}' in ${catalogFile}${suggestion(service, known)}`,
    }));
}

function overriddenIssues({ excludedServices, services }: Excluding, file: string): Issue[] {
  return excludedServices
    .filter((service) => Object.hasOwn(services, service))
    .map((service) => ({
      file,
      field: `services.${service}`,
      message: "overrides a service that excludedServices takes out of this environment; remove one of the two",
    }));
}

function pinnedIssues({ secretVersions }: Excluding, secretsGone: readonly string[], file: string): Issue[] {
  return Object.keys(secretVersions)
    .filter((secret) => secretsGone.includes(secret))
    .map((secret) => ({
      file,
      field: `secretVersions.${secret}`,
      message:
        "pins a secret that only services of excludedServices use, so this environment has none; remove the line",
    }));
}

/** Whether a variable of a service names a queue's topic or subscription. */
const namesQueue = ({ env }: Catalog["services"][string], queue: string): boolean =>
  Object.values(env).some(
    (value) =>
      typeof value !== "string" &&
      (("topic" in value && value.topic === queue) || ("subscription" in value && value.subscription === queue)),
  );

/** What another service publishes to or reads would be gone, or the service that answers all other requests. */
function neededIssues({ services, databases }: Catalog, excluded: readonly string[], file: string): Issue[] {
  const kept = Object.entries(services).filter(([service]) => !excluded.includes(service));
  const issue = (message: string): Issue => ({ file, field: "excludedServices", message });
  return excluded.flatMap((service) => [
    ...(services[service]!.route?.fallback === true
      ? [
          issue(
            `'${service}' is the fallback, which answers requests that match no path; keep it, or move route.fallback in ${catalogFile}`,
          ),
        ]
      : []),
    ...Object.keys(services[service]!.queues).flatMap((queue) =>
      kept
        .filter(([, other]) => other.publishes.includes(queue) || namesQueue(other, queue))
        .map(([other]) =>
          issue(
            `'${service}' receives the queue '${queue}', which '${other}' uses; keep '${service}', or exclude '${other}' too`,
          ),
        ),
    ),
    ...Object.keys(databases)
      .filter((database) => databases[database]!.owner === service)
      .flatMap((database) =>
        kept
          .filter(([, other]) => other.cloudSql === database)
          .map(([other]) =>
            issue(
              `'${service}' owns the database '${database}', which '${other}' uses; keep '${service}', or exclude '${other}' too`,
            ),
          ),
      ),
  ]);
}
