import { defineEnvironment } from "../../contract/define-environment";
import { dev } from "../reference/dev";
import type { Environment, EnvironmentSpec } from "../../contract/environment";
import { ContractError } from "../../contract/fault";
import { platform } from "../reference/platform";
import type { PlatformSpec } from "../../contract/platform-schema";
import { prod } from "../reference/prod";
import { frozen } from "./frozen";
import { staging } from "../reference/staging";

export const specs = { dev, staging, prod };

const unchanged = new Map<keyof typeof specs, Environment>();

/** One of the reference environments, changed; the change works on a copy. Whoever changes its name says that its file has it, too. */
export function environment(
  name: keyof typeof specs,
  change?: (spec: EnvironmentSpec, platform: PlatformSpec) => void,
  fileName: string = name,
): Environment {
  if (change === undefined) {
    // One object for all, so that what is made of it is made once.
    const known = unchanged.get(name) ?? frozen(environment(name, () => {}));
    unchanged.set(name, known);
    return known;
  }
  const spec = structuredClone(specs[name]);
  const changed = structuredClone(platform);
  change(spec, changed);
  allowConnections(specs[name], spec, changed);
  allowCost(specs[name], spec, changed);
  allowCopies(changed);
  return defineEnvironment(fileName, spec, changed);
}

/**
 * Whoever adds a region or a service says nothing of connections; whoever sets
 * their figure gets it. A change may leave anything at all behind, so nothing is
 * taken for granted.
 */
function allowConnections(before: EnvironmentSpec, spec: any, changed: any): void {
  const grown =
    Object.keys(spec.regions ?? {}).length > Object.keys(before.regions).length || usersOf(changed) > usersOf(platform);
  const figure: unknown = spec.database?.maxConnections;
  if (grown && figure !== undefined && figure === before.database?.maxConnections)
    spec.database.maxConnections = 10_000;
}

/** Whoever changes anything else says nothing of what it costs and is used; whoever sets the budget or the usage gets it. */
function allowCost(before: EnvironmentSpec, spec: any, changed: any): void {
  const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  if (isSame([before, platform], [spec, changed])) return;
  if (spec.budget?.monthlyUsd === before.budget.monthlyUsd) spec.budget.monthlyUsd = 1_000_000;
  if (!isSame(spec.usage, before.usage)) return;
  spec.usage.services = only(spec.usage.services, changed.services);
  spec.usage.gpuNodeHours = only(spec.usage.gpuNodeHours, spec.cluster?.gpuPools);
}

/** Whoever copies a service says nothing of its title, which must differ. */
function allowCopies(changed: any): void {
  const titles = Object.values(platform.services).map(({ title }) => title);
  for (const [key, service] of Object.entries<any>(changed.services ?? {}))
    if (!Object.hasOwn(platform.services, key) && titles.includes(service?.title))
      changed.services[key] = { ...service, title: `Copy ${Object.keys(changed.services).indexOf(key)}` };
}

const only = (entries: object, declared: unknown): object =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => Object.hasOwn(Object(declared) as object, key)));

const usersOf = ({ services }: any): number =>
  Object.values<any>(services ?? {}).filter((service) => service?.database !== undefined).length;

/** The lines that a person would read for a mistake; empty if the change is allowed. */
export function faultsOf(
  name: keyof typeof specs,
  change: (spec: any, platform: any) => void,
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
