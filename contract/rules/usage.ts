import type { Environment, Service } from "../environment";
import type { Issue } from "../issue";
import { suggestion } from "../schema-issues";
import { unmet, type Row } from "../unmet";
import type { ServiceUsage } from "../usage";
import type { Rule } from "./rule";

type NewIssue = (field: string, message: string) => Issue;

/** `usage` names only services and GPU pools that exist, and states each service's load in the way of its kind. */
export const usageIssues: Rule = ({ environment, file }) => {
  const issue: NewIssue = (field, message) => ({ file, field, message });
  const { services, usage } = environment;
  return [
    ...undeclaredIssues(environment, issue),
    ...services.flatMap((service) => {
      const load = usage.services[service.slug];
      return load === undefined ? [] : formIssues(service, load, issue);
    }),
  ];
};

function undeclaredIssues({ usage, services, excludedServices, cluster }: Environment, issue: NewIssue): Issue[] {
  const slugs = services.map(({ slug }) => slug);
  const pools = Object.keys(cluster?.gpuPools ?? {});
  return [
    ...Object.keys(usage.services)
      .filter((key) => !slugs.includes(key))
      .map((key) =>
        issue(
          `usage.services.${key}`,
          excludedServices.includes(key)
            ? "is the usage of a service that excludedServices takes out of this environment; remove one of the two"
            : `no service '${key}' in catalog.ts${suggestion(key, slugs)}`,
        ),
      ),
    ...Object.keys(usage.gpuNodeHours)
      .filter((key) => !pools.includes(key))
      .map((key) =>
        issue(`usage.gpuNodeHours.${key}`, `no pool '${key}' in cluster.gpuPools${suggestion(key, pools)}`),
      ),
  ];
}

const ofRequests = ["requests", "averageSeconds"] as const;
const ofSessions = ["sessionHours", "averageMinutes"] as const;

/** Refuses requests of a WebSocket service and sessions of any other, and a load without its average. */
function formIssues({ slug, websocket }: Service, load: ServiceUsage, issue: NewIssue): Issue[] {
  const [fit, other] = websocket ? [ofSessions, ofRequests] : [ofRequests, ofSessions];
  const foreign = other.filter((field) => load[field] !== undefined);
  const at = (field: string): string => `usage.services.${slug}.${field}`;
  const kind = websocket ? "holds WebSocket connections" : "answers requests";
  if (foreign.length > 0) {
    const message = `'${slug}' ${kind}, so it has ${fit.join(" and ")} instead${websocket ? inOtherWords(load) : ""}`;
    return [issue(at(foreign[0]!), message)];
  }
  return unmet(
    fit.map((field): Row<Issue> => [
      load[field] !== undefined,
      issue(at(field), `is missing; '${slug}' ${kind}, and both ${fit.join(" and ")} are needed`),
    ]),
  );
}

/** The same load as sessions, where it is stated as requests of a known number. */
function inOtherWords({ requests, averageSeconds }: ServiceUsage): string {
  if (typeof requests !== "number" || averageSeconds === undefined) return "";
  const [hours, minutes] = [(requests * averageSeconds) / 3600, averageSeconds / 60];
  return `: ${requests} connections of ${averageSeconds} s are sessionHours: ${hours}, averageMinutes: ${minutes}`;
}
