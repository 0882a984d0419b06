import type { Environment } from "../environment";
import { catalogFile, type Issue } from "../issue";
import { domainsOf, isRouted, publicHosts, zoneOf } from "../routes";
import { unmet } from "../unmet";
import type { Rule } from "./rule";

/** Field of the environment's file that says a domain. */
export const domainField = (environment: Pick<Environment, "domain">, domain: string): string =>
  domain === environment.domain ? "domain" : `domainAliases.${domain}`;

/** Every host must be served once, and the addresses of its certificate must outlast a change of the domain. */
export const hostIssues: Rule = ({ environment, file }) => [
  ...aliasIssues(environment, file),
  ...twiceIssues(environment, file),
  ...zoneIssues(environment, file),
  ...environment.services.filter(isRouted).flatMap(({ slug, route: { host, hostAliases } }) =>
    unmet<Issue>([
      [
        host === undefined || !hostAliases.includes(host),
        {
          file: catalogFile,
          field: `services.${slug}.route.hostAliases`,
          message: `'${host}' is the route's host already; remove it here`,
        },
      ],
    ]),
  ),
];

function aliasIssues({ domain, domainAliases, firstDomain }: Environment, file: string): Issue[] {
  const aliases = Object.keys(domainAliases);
  return unmet<Issue>([
    [
      !aliases.includes(domain),
      { file, field: `domainAliases.${domain}`, message: "is the environment's domain already; remove it here" },
    ],
    [
      aliases.length === 0 || firstDomain !== undefined,
      {
        file,
        field: "firstDomain",
        message: `is missing; with an alias, say with which domain the environment was first deployed, '${domain}' if that never changed, since the addresses of its certificates follow from it`,
      },
    ],
  ]);
}

/** Refuses one zone for domains of which it can serve only one. */
function zoneIssues(environment: Environment, file: string): Issue[] {
  const { domain, dnsZone } = environment;
  const topOf = (name: string): string => name.split(".").slice(-2).join(".");
  return domainsOf(environment)
    .filter(
      (other) => dnsZone !== undefined && zoneOf(environment, other) === dnsZone && topOf(other) !== topOf(domain),
    )
    .map((other) => ({
      file,
      field: `domainAliases.${other}.dnsZone`,
      message: `is '${dnsZone!}' as that of '${domain}', but no zone serves both; give each domain its own`,
    }));
}

/** Refuses two ways to make one host: a label of one domain may be another domain itself. */
function twiceIssues(environment: Environment, file: string): Issue[] {
  const hosts = publicHosts(environment);
  return hosts.flatMap(({ host, domain, label }, index): Issue[] => {
    const twin = hosts.slice(0, index).find((other) => other.host === host);
    if (twin === undefined) return [];
    const [alias, other] = domain === environment.domain ? [twin, { domain, label }] : [{ domain, label }, twin];
    const way = (one: typeof alias): string =>
      one.label === undefined ? `the domain '${one.domain}' itself` : `the host '${one.label}' of '${one.domain}'`;
    const message = `makes '${host}' as ${way(alias)}, which is ${way(other)} already; take another alias, or give the service another host`;
    return [{ file, field: domainField(environment, alias.domain), message }];
  });
}
