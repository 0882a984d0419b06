import type { z } from "zod";
import { environmentSchema, type Environment, type EnvironmentSpec, type Service } from "./environment";
import { withoutExcluded } from "./excluded-services";
import { literalCredentialIssues } from "./literal-credentials";
import { ContractError, environmentFile, catalogFile, type Issue } from "./issue";
import { catalogSchema, type Catalog, type CatalogSpec } from "./catalog-schema";
import { products } from "../constructs/products";
import { capacityIssues } from "./rules/capacity";
import { hostIssues } from "./rules/hosts";
import { latencyIssues } from "./rules/latency";
import { nameIssues } from "./rules/names";
import { objectiveIssues } from "./rules/objectives";
import { promotionIssues } from "./rules/promotion";
import { protectionIssues } from "./rules/protection";
import { rangeIssues } from "./rules/ranges";
import { recoveryIssues } from "./rules/recovery";
import { referenceIssues } from "./rules/references";
import { retiringIssues } from "./rules/retiring";
import { routeIssues } from "./rules/routes";
import { usageIssues } from "./rules/usage";
import { variableIssues } from "./rules/variables";
import type { Rule } from "./rules/rule";
import { nearest, schemaIssues, withoutUnknownKeys } from "./schema-issues";
import { serviceEntry, serviceOverride } from "../constructs/cloud-run/schema";

const rules: readonly Rule[] = [
  ...products.flatMap((product) => product.rules ?? []),
  capacityIssues,
  hostIssues,
  latencyIssues,
  nameIssues,
  objectiveIssues,
  protectionIssues,
  rangeIssues,
  recoveryIssues,
  referenceIssues,
  retiringIssues,
  routeIssues,
  usageIssues,
  variableIssues,
];

/**
 * One environment, checked alone. `fileName` is the name of its file without `.ts`. Prefer `defineEnvironments`, which
 * also compares environments.
 *
 * @throws ContractError that lists every issue
 */
export function defineEnvironment(fileName: string, spec: EnvironmentSpec, catalog: CatalogSpec): Environment {
  const { environment, issues } = resolve(fileName, spec, catalog);
  if (environment === undefined || issues.length > 0) throw new ContractError(issues);
  return environment;
}

/**
 * All environments, keyed by file name without `.ts`. The order of the keys is the
 * order of promotion; the last environment serves users.
 *
 * @throws ContractError that lists the issues of every environment
 */
export function defineEnvironments(
  specs: Readonly<Record<string, EnvironmentSpec>>,
  catalog: CatalogSpec,
): Environment[] {
  const unread = unreadIssues(specs, catalog);
  if (unread.length > 0) throw new ContractError(unread);
  const resolved = Object.entries(specs).map(([fileName, spec]) => resolve(fileName, spec, catalog));
  const environments = resolved.flatMap(({ environment }) => environment ?? []);
  const issues = [
    ...resolved.flatMap((one) => one.issues),
    // A comparison with an environment that failed to parse would mislead.
    ...(environments.length === resolved.length ? promotionIssues(environments) : []),
  ];
  if (issues.length > 0) throw new ContractError(issues);
  return environments;
}

/** A wrong import yields undefined. The type checker catches this; a synth without type checks does not. */
function unreadIssues(specs: Readonly<Record<string, unknown>>, catalog: unknown): Issue[] {
  const file = "environments/all.ts";
  const isRead = (value: unknown): boolean => typeof value === "object" && value !== null;
  const unread = (field: string, value: unknown, exporter: string): Issue[] =>
    isRead(value) ? [] : [{ file, field, message: `is ${String(value)}; check what ${exporter} exports` }];
  if (Object.keys(specs).length === 0)
    return [{ file, field: "environments", message: "is empty; name at least one environment" }];
  return [
    ...Object.entries(specs).flatMap(([fileName, spec]) =>
      unread(`environments.${fileName}`, spec, environmentFile(fileName)),
    ),
    ...unread("catalog", catalog, catalogFile),
  ];
}

function resolve(
  fileName: string,
  spec: EnvironmentSpec,
  catalog: CatalogSpec,
): { environment?: Environment; issues: Issue[] } {
  const readSpec = environmentSchema.safeParse(spec);
  const readCatalog = catalogSchema.safeParse(catalog);
  const file = environmentFile(fileName);
  const issues = [
    ...(readCatalog.success ? [] : schemaIssues(catalogFile, catalogSchema, catalog, readCatalog.error)),
    ...(readSpec.success ? [] : schemaIssues(file, environmentSchema, spec, readSpec.error, entryField)),
    ...(readCatalog.success ? literalCredentialIssues(catalogFile, catalog) : []),
    ...(readSpec.success ? literalCredentialIssues(file, spec) : []),
    ...(readSpec.success ? fileNameIssues(fileName, readSpec.data.name) : []),
  ];
  const known = readSpec.success ? readSpec.data : readWithout(environmentSchema, spec, readSpec.error);
  const knownCatalog = readCatalog.success ? readCatalog.data : readWithout(catalogSchema, catalog, readCatalog.error);
  // Rules read only fields that the schema has accepted, so they need both files; unknown keys are dropped and do not stop them.
  if (known === undefined || knownCatalog === undefined) return { issues };

  const kept = withoutExcluded(knownCatalog, known, file);
  // Rules would judge an environment that nobody asked for.
  if (kept.issues.length > 0) return { issues: [...issues, ...kept.issues] };
  const { services: overrides, ...environment } = known;
  const { services: entries, ...stores } = kept.catalog;
  const resolved: Environment = {
    ...environment,
    ...stores,
    // A name that differs from the file name is a separate issue; the other issues are reported under the file name.
    name: fileName,
    services: Object.keys(entries)
      .sort()
      .map((key) => resolveService(key, entries, known)),
  };
  const context = {
    environment: resolved,
    file,
    overrides,
    /** An issue names the file that sets the field: the environment's if it overrides the field, otherwise catalog.ts. */
    at: (service: string, field: string): Pick<Issue, "file" | "field"> => ({
      file: isOverridden(overrides[service], field) ? file : catalogFile,
      field: `services.${service}.${field}`,
    }),
  };
  return { environment: resolved, issues: [...issues, ...rules.flatMap((rule) => rule(context))] };
}

function readWithout<S extends z.ZodType>(schema: S, given: unknown, error: z.ZodError): z.output<S> | undefined {
  const rest = withoutUnknownKeys(given, error);
  return rest === undefined ? undefined : schema.safeParse(rest).data;
}

/** What is said: a field that is set to undefined is as one that is absent. */
const said = <T extends object>(override: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(override ?? {}).filter(([, value]) => value !== undefined)) as never;

/** Whether an override says a field, or what it is a figure of, such as `scale` for `scale.max`. */
function isOverridden(override: object | undefined, field: string): boolean {
  const [first, ...rest] = field.split(".");
  return (
    [first!, ...rest.slice(0, -1)].reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | undefined)?.[step],
      override,
    ) !== undefined
  );
}

function resolveService(
  slug: string,
  entries: Catalog["services"],
  spec: { access: { kind: Service["access"] } } & Pick<ReturnType<typeof environmentSchema.parse>, "services">,
): Service {
  const { access, health, ...override } = spec.services[slug] ?? {};
  const entry = entries[slug]!;
  const probes = {
    liveness: { ...entry.health.liveness, ...said(health?.liveness) },
    startup: { ...entry.health.startup, ...said(health?.startup) },
  };
  return {
    ...entry,
    ...said(override),
    health: { ...entry.health, ...probes },
    slug,
    access: access ?? spec.access.kind,
  };
}

/** The name must equal the file name: another name would give every stack a new id and an empty state. */
function fileNameIssues(fileName: string, name: string): Issue[] {
  if (name === fileName) return [];
  const message = `is '${name}', but the file is '${fileName}.ts', after which stacks and states are named; set it to '${fileName}'`;
  return [{ file: environmentFile(fileName), field: "name", message }];
}

/** Hint for an unknown key in an override that is, or resembles, a field of the service's entry in catalog.ts. */
function entryField(path: readonly PropertyKey[], unknown: string): string | undefined {
  if (path.length !== 2 || path[0] !== "services") return undefined;
  const overridable = Object.keys(serviceOverride.shape);
  const match = nearest(unknown, [...overridable, ...Object.keys(serviceEntry.shape)]);
  if (match === undefined || overridable.includes(match)) return undefined;
  return `; '${match}' is the same in every environment; set it in ${catalogFile}`;
}
