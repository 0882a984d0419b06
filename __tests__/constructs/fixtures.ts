import { expect } from "vitest";
import type { Construct } from "constructs";
import type { Environment, EnvironmentSpec, Service } from "../../contract/environment";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { isRouted, type RoutedService } from "../../contract/routes";
import { environment } from "../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../support/synth";

/** A change of an environment, for `environment(name, change)`. */
export type Change = (spec: EnvironmentSpec, catalog: CatalogSpec) => void;

/** Applies changes in their order. */
export const all =
  (...changes: Change[]): Change =>
  (spec, catalog) => {
    for (const change of changes) change(spec, catalog);
  };

export const secondRegion: Change = (spec) => {
  spec.regions["europe-west1"] = { subnetRange: "10.99.0.0/20" };
  // Twice the instances, each with a connection.
  spec.cloudSql!.maxConnections = 1000;
};

/** Puts every routed service behind Identity-Aware Proxy, also those that the environment makes public. */
export const behindProxy =
  (members = ["group:testers@example.com"], oauthClient: "google-managed" | "console" = "google-managed"): Change =>
  (spec) => {
    spec.access = { kind: "iap", members, oauthClient };
    for (const override of Object.values(spec.services)) delete override.access;
  };

export const override =
  (key: string, fields: EnvironmentSpec["services"][string]): Change =>
  (spec) => {
    spec.services[key] = { ...spec.services[key], ...fields };
  };

/** Gives a service another route and removes its latency figures for paths. */
export const rerouted =
  (key: string, route: NonNullable<CatalogSpec["services"][string]["route"]>): Change =>
  (_, catalog) => {
    const service = catalog.services[key]!;
    service.route = route;
    delete service.pathLatencyP99Milliseconds;
  };

/** Makes a service internal and removes its latency figures for paths. */
export const unrouted =
  (key: string): Change =>
  (_, catalog) => {
    const service = catalog.services[key]!;
    delete service.route;
    delete service.pathLatencyP99Milliseconds;
  };

export const external = {
  serviceName: "improv-api",
  accountEmail: "improv-api@parley-audio-dev.iam.gserviceaccount.com",
};

export function serviceOf(of: Environment, key: string): Service {
  const found = of.services.find((service) => service.slug === key);
  if (found === undefined) throw new Error(`no service '${key}'`);
  return found;
}

export function routedService(of: Environment, key: string): RoutedService {
  const service = serviceOf(of, key);
  if (!isRouted(service)) throw new Error(`no route to '${key}'`);
  return service;
}

/** A resource's attributes without CDKTF's metadata. */
export const bare = (resource: Attributes): Attributes =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => name !== "//"));

/** Attributes of the only resource of a type. */
export const only = (synthesized: Synthesized, type: string): Attributes => bare(synthesized.one(type));

/** Attributes of the only resource of a type whose Terraform name starts so. */
export function named(synthesized: Synthesized, type: string, start: string): Attributes {
  return bare(synthesized.all(type)[idOf(synthesized, type, start)]!);
}

/** Terraform name of the only resource of a type whose name starts so. */
export function idOf(synthesized: Synthesized, type: string, start = ""): string {
  const ids = Object.keys(synthesized.all(type)).filter((id) => id.startsWith(start));
  if (ids.length !== 1) throw new Error(`expected one ${type} '${start}', found ${ids.length}`);
  return ids[0]!;
}

/** Terraform reference to another resource's attribute, which also creates the dependency. */
export const reference = (synthesized: Synthesized, type: string, start = "", attribute = "name"): string =>
  `\${${type}.${idOf(synthesized, type, start)}.${attribute}}`;

export const list = (synthesized: Synthesized, type: string): Attributes[] =>
  Object.values(synthesized.all(type)).map(bare);

/** Address of every resource, sorted. */
export const addresses = ({ json }: Synthesized): string[] =>
  Object.entries((json.resource ?? {}) as Record<string, Attributes>)
    .flatMap(([type, resources]) => Object.keys(resources).map((id) => `${type}.${id}`))
    .sort();

/** Expects that two environments that differ only by name have equal addresses, and that no address contains such a name. */
export function expectEqualAddresses(
  build: (scope: Construct, of: Environment) => void,
  change: Change = () => {},
): void {
  const one = environment("dev", change);
  const renamed: Change = (spec, catalog) => {
    change(spec, catalog);
    spec.name = "prod";
    spec.project = { id: "parley-audio-prod", number: "100000000003" };
    spec.domain = "app.example.com";
  };
  const other = environment("dev", renamed, "prod");
  const [before, after] = [one, other].map((of) =>
    addresses(
      synthesize((scope) => {
        build(scope, of);
      }),
    ),
  );
  expect(before!.length).toBeGreaterThan(0);
  expect(after).toEqual(before);
  expect(before!.join(" ")).not.toMatch(/parley-audio|app.example.com|dev|prod|10000000000/);
}
