import { defineEnvironment } from "../../contract/define-environment";
import { dev } from "../reference/dev";
import type { Environment, EnvironmentSpec } from "../../contract/environment";
import { ContractError } from "../../contract/issue";
import { catalog } from "../reference/catalog";
import type { CatalogSpec } from "../../contract/catalog-schema";
import { prod } from "../reference/prod";
import { frozen } from "./frozen";
import { staging } from "../reference/staging";

export const specs = { dev, staging, prod };

const unchanged = new Map<keyof typeof specs, Environment>();

/** One of the reference environments, with `change` applied to a copy. Pass `fileName` if the change renames the environment. */
export function environment(
  name: keyof typeof specs,
  change?: (spec: EnvironmentSpec, catalog: CatalogSpec) => void,
  fileName: string = name,
): Environment {
  if (change === undefined) {
    // One object for all, so that what is made of it is made once.
    const known = unchanged.get(name) ?? frozen(environment(name, () => {}));
    unchanged.set(name, known);
    return known;
  }
  const spec = structuredClone(specs[name]);
  const changed = structuredClone(catalog);
  change(spec, changed);
  allowConnections(specs[name], spec, changed);
  allowUsage(specs[name], spec, changed);
  allowCopies(changed);
  return defineEnvironment(fileName, spec, changed);
}

/**
 * Raises `maxConnections` where a change adds a region or a service that uses the
 * database, unless the change sets the figure itself. A change may remove or
 * replace any field, so no field is assumed to exist.
 */
function allowConnections(before: EnvironmentSpec, spec: any, changed: any): void {
  const grown =
    Object.keys(spec.regions ?? {}).length > Object.keys(before.regions).length || usersOf(changed) > usersOf(catalog);
  const figure: unknown = spec.cloudSql?.maxConnections;
  if (grown && figure !== undefined && figure === before.cloudSql?.maxConnections)
    spec.cloudSql.maxConnections = 10_000;
}

/** Fits the usage to the declared services, unless the change sets it itself. */
function allowUsage(before: EnvironmentSpec, spec: any, changed: any): void {
  const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  if (isSame([before, catalog], [spec, changed])) return;
  if (!isSame(spec.usage, before.usage)) return;
  const load = Object.entries(only(spec.usage.services, changed.services));
  // How long requests take says nothing any more where jobs or conversations are not among them.
  spec.usage.services = Object.fromEntries(
    load.filter(([key]) => isSame(durations(changed.services?.[key]), durations(catalog.services[key]))),
  );
  spec.usage.gpuNodeHours = only(spec.usage.gpuNodeHours, spec.cluster?.gpuPools);
}

/** Gives a copied service a title of its own, since two services may not share one. */
function allowCopies(changed: any): void {
  const titles = Object.values(catalog.services).map(({ title }) => title);
  for (const [key, service] of Object.entries<any>(changed.services ?? {}))
    if (!Object.hasOwn(catalog.services, key) && titles.includes(service?.title))
      changed.services[key] = { ...service, title: `Copy ${Object.keys(changed.services).indexOf(key)}` };
}

/** What decides how long the requests of a service take. */
const durations = (service: any): unknown[] => [service?.queues, service?.websocket];

const only = (entries: object, declared: unknown): object =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => Object.hasOwn(Object(declared) as object, key)));

const usersOf = ({ services }: any): number =>
  Object.values<any>(services ?? {}).filter((service) => service?.cloudSql !== undefined).length;

/** The issues as the contract reports them, one a line; empty if the change is allowed. */
export function issuesOf(
  name: keyof typeof specs,
  change: (spec: any, catalog: any) => void,
  fileName: string = name,
): string[] {
  try {
    environment(name, change, fileName);
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.message.split("\n").slice(1);
  }
}
