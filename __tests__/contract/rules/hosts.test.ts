import { describe, expect, test } from "vitest";
import { issuesOf } from "../../support/environments";

const dev = (field: string, message: string): string => `environments/dev.ts: ${field}: ${message}`;
const aliases = (field: string, message: string): string =>
  `environments/catalog.ts: services.${field}.route.hostAliases: ${message}`;

/** Issues of dev with these aliases, where the domain never changed. */
const withDomains = (...domains: string[]): string[] =>
  issuesOf("dev", (spec) => {
    spec.domainAliases = Object.fromEntries(domains.map((domain) => [domain, { records: "by-hand" }]));
    spec.firstDomain = spec.domain;
  });

describe("an alias of the domain", () => {
  test("may be any other domain, with a zone of its own or without", () => {
    expect(withDomains("new.example.com", "other.example.org")).toEqual([]);
    expect(
      issuesOf("prod", (spec) => {
        spec.domainAliases = { "new.example.com": { dnsZone: "new-example-com" } };
        spec.firstDomain = spec.domain;
      }),
    ).toEqual([]);
  });

  test("says where its records are", () => {
    expect(
      issuesOf("prod", (spec) => {
        spec.domainAliases = { "new.example.com": {} };
        spec.firstDomain = spec.domain;
      }),
    ).toEqual([
      'environments/prod.ts: domainAliases.new.example.com: must be { dnsZone: "..." } with the name of a Cloud DNS zone, or { records: "by-hand" } where its DNS is run elsewhere',
    ]);
  });

  test("shares a zone only with a domain that the zone can serve too", () => {
    const inOneZone = (alias: string): string[] =>
      issuesOf("prod", (spec) => {
        spec.domainAliases = { [alias]: { dnsZone: spec.dnsZone } };
        spec.firstDomain = spec.domain;
      });
    expect(inOneZone("next.example.com")).toEqual([]);
    expect(inOneZone("parley.example.org")).toEqual([
      "environments/prod.ts: domainAliases.parley.example.org.dnsZone: is 'app-example-com' as that of 'app.example.com', but no zone serves both; give each domain its own",
    ]);
  });

  test("is another domain than the environment's", () => {
    expect(withDomains("dev.app.example.com")).toEqual([
      dev("domainAliases.dev.app.example.com", "is the environment's domain already; remove it here"),
    ]);
  });

  test("needs the first domain, since the addresses of certificates follow from it", () => {
    expect(issuesOf("dev", (spec) => (spec.domainAliases = { "new.example.com": { records: "by-hand" } }))).toEqual([
      dev(
        "firstDomain",
        "is missing; with an alias, say with which domain the environment was first deployed, 'dev.app.example.com' if that never changed, since the addresses of its certificates follow from it",
      ),
    ]);
  });

  test("makes no host that a service has at the other domain", () => {
    expect(withDomains("media.dev.app.example.com")).toEqual([
      dev(
        "domainAliases.media.dev.app.example.com",
        "makes 'media.dev.app.example.com' as the domain 'media.dev.app.example.com' itself, which is the host 'media' of 'dev.app.example.com' already; take another alias, or give the service another host",
      ),
    ]);
    expect(
      issuesOf("dev", (spec, catalog) => {
        catalog.services.gateway.route.host = "dev";
        spec.domainAliases = { "app.example.com": { records: "by-hand" } };
        spec.firstDomain = spec.domain;
      }),
    ).toEqual([
      dev(
        "domainAliases.app.example.com",
        "makes 'dev.app.example.com' as the host 'dev' of 'app.example.com', which is the domain 'dev.app.example.com' itself already; take another alias, or give the service another host",
      ),
    ]);
  });

  test.each(["*.example.com", "https://new.example.com", "New.example.com"])("is a DNS name and not '%s'", (domain) => {
    expect(withDomains(domain)).toEqual([expect.stringContaining("must be a DNS name like 'app.example.com'")]);
  });

  test("is named where one of its hosts is too long", () => {
    const long = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(58)}.example.com`;
    expect(withDomains(long)).toContain(
      dev(
        `domainAliases.${long}`,
        `the host 'conversation.${long}' has 266 characters, more than the 253 that Google takes; shorten it by 13`,
      ),
    );
  });
});

describe("an alias of a route's host", () => {
  const withAliases = (service: string, ...labels: string[]): string[] =>
    issuesOf("dev", (_, catalog) => (catalog.services[service].route.hostAliases = labels));

  test("may be any label that nothing else has, also of a service on the domain itself", () => {
    expect(withAliases("conversation", "talk", "speak")).toEqual([]);
    expect(withAliases("audio", "sound")).toEqual([]);
  });

  test("is not the host itself, and is listed once", () => {
    expect(withAliases("conversation", "conversation")).toEqual([
      aliases("conversation", "'conversation' is the route's host already; remove it here"),
    ]);
    expect(withAliases("conversation", "talk", "talk")).toEqual([aliases("conversation", "names a label twice")]);
  });

  test("is not the host of another route with the same paths, whichever is declared first", () => {
    for (const [service, other] of [
      ["conversation", "gateway"],
      ["gateway", "conversation"],
    ] as const)
      expect(withAliases(service, other)).toEqual([
        aliases(
          service,
          `'/*' is taken: '${other}' has the same path on the host '${other}'; remove '${other}' from hostAliases`,
        ),
      ]);
  });

  test("is a label that DNS takes", () => {
    const long = "a".repeat(64);
    expect(withAliases("conversation", "*")[0]).toContain("must be words of a-z and 0-9");
    expect(withAliases("conversation", long)).toContain(
      aliases(
        "conversation",
        `the host's label '${long}' has 64 characters, more than the 63 that Google takes; shorten it by 1`,
      ),
    );
  });
});
