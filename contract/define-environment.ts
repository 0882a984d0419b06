import type { z } from "zod";
import { environmentSchema, type Environment, type EnvironmentSpec, type Service } from "./environment";
import { ContractError, environmentFile, platformFile, type Fault } from "./fault";
import { platformSchema, type Platform, type PlatformSpec } from "./platform-schema";
import { products } from "../constructs/products";
import { budgetFaults } from "./rules/budget";
import { capacityFaults } from "./rules/capacity";
import { latencyFaults } from "./rules/latency";
import { nameFaults } from "./rules/names";
import { objectiveFaults } from "./rules/objectives";
import { promotionFaults } from "./rules/promotion";
import { protectionFaults } from "./rules/protection";
import { recoveryFaults } from "./rules/recovery";
import { referenceFaults } from "./rules/references";
import { routeFaults } from "./rules/routes";
import { variableFaults } from "./rules/variables";
import type { Rule } from "./rules/rule";
import { nearest, schemaFaults, withoutUnknownKeys } from "./schema-faults";
import { serviceEntry, serviceOverride } from "./service-entry";

const rules: readonly Rule[] = [
  ...products.flatMap((product) => product.rules ?? []),
  budgetFaults,
  capacityFaults,
  latencyFaults,
  nameFaults,
  objectiveFaults,
  protectionFaults,
  recoveryFaults,
  referenceFaults,
  routeFaults,
  variableFaults,
];

/**
 * One environment, checked alone; `fileName` is its file's, without `.ts`. Prefer `defineEnvironments`, which also
 * compares them.
 *
 * @throws ContractError with every fault at once
 */
export function defineEnvironment(fileName: string, spec: EnvironmentSpec, platform: PlatformSpec): Environment {
  const { environment, faults } = resolve(fileName, spec, platform);
  if (environment === undefined || faults.length > 0) throw new ContractError(faults);
  return environment;
}

/**
 * All environments, each under its file's name without `.ts`. The order of the
 * keys is the one in which a release passes through them; the last one serves
 * users.
 *
 * @throws ContractError with every fault of all of them at once
 */
export function defineEnvironments(
  specs: Readonly<Record<string, EnvironmentSpec>>,
  platform: PlatformSpec,
): Environment[] {
  const unread = unreadFaults(specs, platform);
  if (unread.length > 0) throw new ContractError(unread);
  const resolved = Object.entries(specs).map(([fileName, spec]) => resolve(fileName, spec, platform));
  const environments = resolved.flatMap(({ environment }) => environment ?? []);
  const faults = [
    ...resolved.flatMap((one) => one.faults),
    // A comparison with an environment that could not be read would mislead.
    ...(environments.length === resolved.length ? promotionFaults(environments) : []),
  ];
  if (faults.length > 0) throw new ContractError(faults);
  return environments;
}

/** A wrong import gives undefined, which types would catch and a synth without them does not. */
function unreadFaults(specs: Readonly<Record<string, unknown>>, platform: unknown): Fault[] {
  const file = "environments/all.ts";
  const isRead = (value: unknown): boolean => typeof value === "object" && value !== null;
  const unread = (field: string, value: unknown, exporter: string): Fault[] =>
    isRead(value) ? [] : [{ file, field, message: `is ${String(value)}; check what ${exporter} exports` }];
  if (Object.keys(specs).length === 0)
    return [{ file, field: "environments", message: "is empty; name at least one environment" }];
  return [
    ...Object.entries(specs).flatMap(([fileName, spec]) =>
      unread(`environments.${fileName}`, spec, environmentFile(fileName)),
    ),
    ...unread("platform", platform, platformFile),
  ];
}

function resolve(
  fileName: string,
  spec: EnvironmentSpec,
  platform: PlatformSpec,
): { environment?: Environment; faults: Fault[] } {
  const readSpec = environmentSchema.safeParse(spec);
  const readPlatform = platformSchema.safeParse(platform);
  const file = environmentFile(fileName);
  const faults = [
    ...(readPlatform.success ? [] : schemaFaults(platformFile, platformSchema, platform, readPlatform.error)),
    ...(readSpec.success ? [] : schemaFaults(file, environmentSchema, spec, readSpec.error, entryField)),
    ...(readSpec.success ? fileNameFaults(fileName, readSpec.data.name) : []),
  ];
  const known = readSpec.success ? readSpec.data : readWithout(environmentSchema, spec, readSpec.error);
  const knownPlatform = readPlatform.success
    ? readPlatform.data
    : readWithout(platformSchema, platform, readPlatform.error);
  // Rules read fields that the schema has not vouched for yet, so they wait for both; a key too many keeps nothing from them.
  if (known === undefined || knownPlatform === undefined) return { faults };

  const { services: overrides, ...environment } = known;
  const { services: entries, ...stores } = knownPlatform;
  const resolved: Environment = {
    ...environment,
    ...stores,
    // A name that differs is a fault of its own; the others are found under the one that is meant.
    name: fileName,
    services: Object.keys(entries)
      .sort()
      .map((key) => resolveService(key, entries, known)),
  };
  const context = {
    environment: resolved,
    file,
    overrides,
    /** A figure is mended where it is written: in the environment if it overrides it, in the platform if not. */
    at: (service: string, field: string): Pick<Fault, "file" | "field"> => ({
      file:
        (overrides[service] as Record<string, unknown> | undefined)?.[field.split(".")[0]!] !== undefined
          ? file
          : platformFile,
      field: `services.${service}.${field}`,
    }),
  };
  return { environment: resolved, faults: [...faults, ...rules.flatMap((rule) => rule(context))] };
}

function readWithout<S extends z.ZodType>(schema: S, given: unknown, error: z.ZodError): z.output<S> | undefined {
  const rest = withoutUnknownKeys(given, error);
  return rest === undefined ? undefined : schema.safeParse(rest).data;
}

function resolveService(
  key: string,
  entries: Platform["services"],
  spec: { access: { kind: Service["access"] } } & Pick<ReturnType<typeof environmentSchema.parse>, "services">,
): Service {
  const { access, ...override } = spec.services[key] ?? {};
  const given = Object.fromEntries(Object.entries(override).filter(([, value]) => value !== undefined));
  return { ...entries[key]!, ...given, key, access: access ?? spec.access.kind };
}

/** Another name would give every stack a new id and an empty state. */
function fileNameFaults(fileName: string, name: string): Fault[] {
  if (name === fileName) return [];
  const message = `is '${name}', but the file is '${fileName}.ts', after which stacks and states are named; set it to '${fileName}'`;
  return [{ file: environmentFile(fileName), field: "name", message }];
}

/** A field of a service's entry that stands in an environment's override, or nearly. */
function entryField(path: readonly PropertyKey[], unknown: string): string | undefined {
  if (path.length !== 2 || path[0] !== "services") return undefined;
  const overridable = Object.keys(serviceOverride.shape);
  const match = nearest(unknown, [...overridable, ...Object.keys(serviceEntry.shape)]);
  if (match === undefined || overridable.includes(match)) return undefined;
  return `; '${match}' is the same in every environment; set it in ${platformFile}`;
}
