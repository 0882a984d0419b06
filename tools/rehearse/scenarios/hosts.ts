import type { Edit, Scenario } from "../scenario";

/** One domain of an environment, with others beside it. */
const domains =
  (environment: string, domain: string, ...aliases: string[]): Edit =>
  ({ specs }) => {
    const spec = specs[environment]!;
    spec.firstDomain ??= spec.domain;
    spec.domain = domain;
    const hasZone = spec.dnsZone !== undefined;
    const zoneOf = (name: string): string => name.replaceAll(".", "-");
    if (hasZone) spec.dnsZone = zoneOf(domain);
    spec.domainAliases = Object.fromEntries(
      aliases.map((name) => [name, hasZone ? { dnsZone: zoneOf(name) } : ({ records: "by-hand" } as const)]),
    );
  };

/** The host of one service, with others beside it. */
const hosts =
  (host: string, ...hostAliases: string[]): Edit =>
  ({ catalog }) => {
    catalog.services["conversation"]!.route = { host, hostAliases, paths: ["/*"] };
  };

/** docs/how-to/change-a-host.md: the new name beside the old, then in its place, then alone. */
export const hostScenarios: readonly Scenario[] = [
  {
    name: "domain-changed",
    what: "an environment gets another domain, and both are served for a while",
    environment: "dev",
    changes: [
      { edit: domains("dev", "dev.app.example.com", "dev.parley.example.org") },
      { edit: domains("dev", "dev.parley.example.org", "dev.app.example.com") },
      { edit: domains("dev", "dev.parley.example.org") },
    ],
  },
  {
    name: "domain-changed-behind-the-proxy",
    what: "the same with Identity-Aware Proxy, guards and zones in Cloud DNS",
    environment: "prod",
    changes: [
      { edit: domains("prod", "app.example.com", "parley.example.org") },
      { edit: domains("prod", "parley.example.org", "app.example.com") },
      { edit: domains("prod", "parley.example.org") },
    ],
  },
  {
    name: "host-changed-side-by-side",
    what: "a service gets another host, and both are served for a while",
    environment: "dev",
    changes: [
      { edit: hosts("conversation", "talk") },
      { edit: hosts("talk", "conversation") },
      { edit: hosts("talk") },
    ],
  },
  {
    name: "host-changed",
    what: "a service gets another host at once, and the old one answers no more",
    environment: "dev",
    changes: [{ edit: hosts("talk") }],
  },
];
