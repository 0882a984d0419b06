import type { Environment } from "../contract/environment";

/** A resource's attributes as Terraform reads them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A synthesized stack: the JSON that Terraform reads. */
interface SynthesizedStack {
  readonly id: string;
  readonly json: unknown;
}

/** An environment with its synthesized stacks in deployment order. */
export interface SynthesizedEnvironment {
  readonly environment: Environment;
  readonly stacks: readonly SynthesizedStack[];
}

/** A resource with its stack and address. */
export interface Resource {
  readonly stack: string;
  readonly type: string;
  /** Address in plans, `type.name`. */
  readonly address: string;
  readonly attributes: Attributes;
}

/**
 * A rule on the synthesized JSON that Terraform reads. It applies however the JSON was
 * produced: by a construct, an escape hatch or an override.
 */
export interface Policy {
  /** Id of the policy in its messages. */
  readonly id: string;
  /** Returns the violations: the resource, and what to do instead. */
  readonly check: (built: SynthesizedEnvironment) => readonly Violation[];
}

interface Violation {
  readonly resource: Pick<Resource, "stack" | "address">;
  readonly message: string;
}

/** Resources of all stacks whose type passes the filter. */
export function resources(built: SynthesizedEnvironment, wanted: (type: string) => boolean): Resource[] {
  return built.stacks.flatMap((stack) =>
    [...byType(stack)].filter(([type]) => wanted(type)).flatMap(([, resources]) => resources),
  );
}

const listed = new WeakMap<SynthesizedStack, ReadonlyMap<string, readonly Resource[]>>();

/** A stack's resources; some eighty policies ask for them, and nothing changes a stack between two of these. */
function byType(stack: SynthesizedStack): ReadonlyMap<string, readonly Resource[]> {
  const known = listed.get(stack);
  if (known !== undefined) return known;
  const { resource = {} } = stack.json as { resource?: Record<string, Record<string, Attributes>> };
  const found = new Map(
    Object.entries(resource).map(([type, named]) => [
      type,
      Object.entries(named).map(([name, attributes]) => ({
        stack: stack.id,
        type,
        address: `${type}.${name}`,
        attributes,
      })),
    ]),
  );
  listed.set(stack, found);
  return found;
}

const read = new WeakMap<Resource, readonly string[]>();

/** Every text of a resource's arguments, at any depth; what it waits for is no argument. */
export function textsOf(resource: Resource): readonly string[] {
  const known = read.get(resource);
  if (known !== undefined) return known;
  const texts = textsIn({ ...resource.attributes, depends_on: undefined });
  read.set(resource, texts);
  return texts;
}

const reference = /\$\{(google_\w+\.[\w-]+)\b/g;
const named = new WeakMap<Resource, readonly string[]>();

/** Addresses to which a resource's arguments refer, each once; what it waits for is no argument. */
export function referencesOf(resource: Resource): readonly string[] {
  const known = named.get(resource);
  if (known !== undefined) return known;
  const addresses = textsOf(resource)
    .filter((text) => text.includes("${google_"))
    .flatMap((text) => [...text.matchAll(reference)].map(([, address]) => address!));
  const found = [...new Set(addresses)];
  named.set(resource, found);
  return found;
}

/** Every text in a value, at any depth. */
export function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === "string") found.push(value);
  else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) textsIn(inner, found);
  return found;
}

export const ofType =
  (...types: string[]) =>
  (type: string): boolean =>
    types.includes(type);

/** A policy that checks each resource of some types separately; `broken` returns the problem, if there is one. */
export function onEach(
  id: string,
  wanted: (type: string) => boolean,
  broken: (resource: Resource, environment: Environment) => string | readonly string[] | undefined,
): Policy {
  return {
    id,
    check: (built) =>
      resources(built, wanted).flatMap((resource) =>
        [broken(resource, built.environment) ?? []].flat().map((message) => ({ resource, message })),
      ),
  };
}

/**
 * Replaces every reference to an attribute of the same stack by the attribute's value,
 * where the stack sets one.
 */
export function resolvedIn(json: unknown, text: string): string {
  const named = (json as { resource?: Record<string, Record<string, Attributes>> } | undefined)?.resource;
  const after = text.replaceAll(
    /\$\{(google_\w+)\.([\w-]+)\.(\w+)\}/g,
    (reference: string, type: string, name: string, attribute: string) => {
      const value = named?.[type]?.[name]?.[attribute];
      return typeof value === "string" ? value : reference;
    },
  );
  return after === text ? after : resolvedIn(json, after);
}

/** `resolvedIn` for the stack with this id. */
export const resolved = (built: SynthesizedEnvironment, stack: string, text: string): string =>
  resolvedIn(built.stacks.find(({ id }) => id === stack)?.json, text);

/** The blocks as a list: CDKTF synthesizes a single block as an object and a repeated one as a list. */
function blocks(value: unknown): Attributes[] {
  if (Array.isArray(value)) return value as Attributes[];
  return value === undefined || value === null ? [] : [value as Attributes];
}

/** The blocks at a path of block names below a resource. */
export const blocksAt = (attributes: Attributes, ...path: string[]): Attributes[] =>
  path.reduce<Attributes[]>((found, name) => found.flatMap((block) => blocks(block[name])), [attributes]);

/** The value at a path such as `settings.deletion_protection_enabled`; undefined if a block on the way is absent. */
export function valueAt(attributes: Attributes, path: string): unknown {
  const names = path.split(".");
  return blocksAt(attributes, ...names.slice(0, -1))[0]?.[names.at(-1) ?? ""];
}

/** The part after the last `/` of a path; undefined if the value is not a string. */
export const lastSegment = (path: unknown): string | undefined =>
  typeof path === "string" ? path.split("/").at(-1) : undefined;
