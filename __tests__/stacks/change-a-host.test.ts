import { describe, expect, test } from "vitest";
import type { EnvironmentSpec } from "../../contract/environment";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { isRetiring } from "../../contract/retiring";
import { compareAddresses, dataAddresses } from "../../tools/update/data-addresses";
import { environment } from "../support/environments";
import { layersOf } from "../support/policies";
import type { Attributes } from "../support/synth";

type Change = (spec: EnvironmentSpec, catalog: CatalogSpec) => void;

const old = "app.example.com";
const next = "parley.example.org";
const zones: Record<string, string> = { [old]: "app-example-com", [next]: "parley-example-org" };

/** One domain with another one beside it, as docs/how-to/change-a-host.md has it. */
const domains =
  (domain: string, alias?: string): Change =>
  (spec) => {
    spec.domain = domain;
    spec.dnsZone = zones[domain];
    if (alias !== undefined) spec.domainAliases = { [alias]: { dnsZone: zones[alias]! } };
    spec.firstDomain = old;
  };

const route =
  (host: string, ...hostAliases: string[]): Change =>
  (_, catalog) => {
    catalog.services["conversation"]!.route = { host, hostAliases, paths: ["/*"] };
  };

const prod = (change?: Change): ReturnType<typeof layersOf> => layersOf(environment("prod", change));
const resources = (stacks: ReturnType<typeof layersOf>): Attributes => stacks.runtime.resource as Attributes;

const hostTypes = [
  "google_certificate_manager_certificate",
  "google_certificate_manager_certificate_map_entry",
  "google_certificate_manager_dns_authorization",
  "google_dns_record_set",
];

/** What a host consists of, by address: all of it is permanent while the host is served. */
const ofHosts = (stacks: ReturnType<typeof layersOf>): Attributes =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        hostTypes.flatMap((type) =>
          Object.entries(resources(stacks)[type] as Attributes).map(([name, one]) => [`${type}.${name}`, one]),
        ),
      ),
      (key, value: unknown) => (key === "//" ? undefined : value),
    ),
  ) as Attributes;

const before = prod();

describe("another domain", () => {
  const beside = prod(domains(old, next));
  const swapped = prod(domains(next, old));
  const after = prod(domains(next));

  test("is served beside the old one, of which nothing changes", () => {
    expect(ofHosts(beside)).toMatchObject(ofHosts(before));
    expect(Object.keys(ofHosts(beside))).toHaveLength(2 * Object.keys(ofHosts(before)).length);
  });

  test("becomes the domain without a change of any host, of the routes and of the buckets", () => {
    expect(ofHosts(swapped)).toEqual(ofHosts(beside));
    for (const type of ["google_compute_url_map", "google_compute_backend_service"])
      expect(resources(swapped)[type]).toEqual(resources(beside)[type]);
    expect(swapped.data).toEqual(beside.data);
  });

  test("keeps what serves it when the old one goes", () => {
    const kept = ofHosts(after);
    expect(ofHosts(swapped)).toMatchObject(kept);
    expect(Object.values(kept).map((one: Attributes) => one.hostname ?? one.domain ?? one.managed_zone)).not.toContain(
      old,
    );
    expect(JSON.stringify(kept)).not.toContain(`"${old}"`);
  });

  test("has its records in its own zone", () => {
    const records = Object.values(resources(beside).google_dns_record_set as Attributes) as Attributes[];
    const zoneOf = (name: string): string[] =>
      records.filter((one) => one.name === name).map((one) => one.managed_zone as string);
    expect(zoneOf(`media.${old}.`)).toEqual(["app-example-com"]);
    expect(zoneOf(`media.${next}.`)).toEqual(["parley-example-org"]);
  });

  test("has outputs that say whose records a person enters", () => {
    const description = (change: Change): string =>
      (prod(change).runtime.output as Attributes).dns_records.description as string;
    expect(description(domains(old, next))).toBe(
      "Records that this layer keeps in the zone app-example-com and parley-example-org",
    );
    expect(
      description((spec) => {
        domains(old)(spec, undefined as never);
        spec.domainAliases = { [next]: { records: "by-hand" } };
      }),
    ).toBe(`Records that this layer keeps in the zone app-example-com; enter those of ${next} where their DNS is run`);
  });

  test("has the same paths for the same services, behind the same proxy", () => {
    const [map] = Object.values(resources(beside).google_compute_url_map as Attributes).filter(
      (one: Attributes) => one.path_matcher !== undefined,
    ) as Attributes[];
    const matcherOf = (host: string): Attributes => {
      const { path_matcher: name } = map!.host_rule.find((one: Attributes) => one.hosts.includes(host));
      const { name: _, ...routes } = map!.path_matcher.find((one: Attributes) => one.name === name);
      return routes as Attributes;
    };
    for (const prefix of ["", "conversation.", "media."])
      expect(matcherOf(prefix + next)).toEqual(matcherOf(prefix + old));
  });

  test("is an origin from which browsers upload", () => {
    const buckets = Object.values((beside.data.resource as Attributes).google_storage_bucket as Attributes);
    const origins = buckets.flatMap(({ cors }: Attributes) => (cors ?? []).flatMap(({ origin }: Attributes) => origin));
    expect(new Set(origins)).toEqual(new Set([`https://${old}`, `https://${next}`]));
  });

  test("is watched once it is the domain, and not before", () => {
    const watched = (stacks: ReturnType<typeof layersOf>): string =>
      JSON.stringify((stacks.operations.resource as Attributes).google_monitoring_uptime_check_config);
    expect(watched(beside)).toBe(watched(before));
    expect(watched(swapped)).not.toContain(old);
  });
});

describe("another host of a route", () => {
  const beside = prod(route("conversation", "talk"));
  const swapped = prod(route("talk", "conversation"));
  const after = prod(route("talk"));

  test("is served beside the old one, takes its place and stays, while nothing that serves changes", () => {
    expect(ofHosts(beside)).toMatchObject(ofHosts(before));
    expect(ofHosts(swapped)).toEqual(ofHosts(beside));
    expect(resources(swapped).google_compute_url_map).toEqual(resources(beside).google_compute_url_map);
    expect(ofHosts(swapped)).toMatchObject(ofHosts(after));
    expect(JSON.stringify(ofHosts(after))).not.toContain(`conversation.${old}`);
  });
});

describe("a host of a protected environment", () => {
  const lost = (from: Change | undefined, to: Change): string[] => {
    const [one, other] = [environment("prod", from), environment("prod", to)];
    const { kept } = compareAddresses("prod-runtime", [], layersOf(one).runtime, (address) =>
      isRetiring(one, "prod-runtime", address),
    );
    return compareAddresses("prod-runtime", kept, layersOf(other).runtime).lost.map(({ message }) => message);
  };

  test("is pinned, and names what to write where nothing serves it any more", () => {
    const [entry] = dataAddresses(before.runtime).filter((one) => one.startsWith(`https://conversation.${old}#`));
    expect(entry).toMatch(/#LoadBalancer_Certificates_Entry-conversation_[0-9A-F]{8}$/);
    expect(lost(undefined, domains(next))).toHaveLength(5);
    expect(lost(undefined, route("talk"))).toEqual([
      `prod-runtime: nothing serves https://conversation.${old} any more, so whoever knows that name would get no answer. ` +
        `If it gets another name, serve both for a while: list its domain in domainAliases of the environment, or its label in hostAliases of the route (docs/how-to/change-a-host.md); ` +
        `if it is meant to go: npm run update -- --forget prod-runtime:${entry!}`,
    ]);
  });

  test("keeps its address, which firstDomain says", () => {
    const forgotten: Change = (spec, catalog) => {
      domains(next)(spec, catalog);
      delete spec.firstDomain;
    };
    const messages = lost(domains(next, old), forgotten);
    expect(messages).toHaveLength(5);
    expect(messages[0]).toMatch(
      /^prod-runtime: the certificate and the records of https:\/\/conversation\.parley\.example\.org are at another address, .* Restore firstDomain/,
    );
  });

  test("may go without a word once it is an alias, or where its service is about to go", () => {
    expect(lost(domains(next, old), domains(next))).toEqual([]);
    expect(lost(route("talk", "conversation"), route("talk"))).toEqual([]);
    const gone: Change = (spec, catalog) => {
      delete catalog.services["conversation"]!.route;
      delete spec.services["conversation"];
    };
    expect(lost(undefined, gone)).toHaveLength(1);
    expect(lost((spec) => (spec.retiring = { services: ["conversation"] }), gone)).toEqual([]);
  });
});
