import { isObject, type JsonObject } from "../../golden/json";

/** A resource of a synthesized stack. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonObject;
}

/** Every resource of a stack. */
export const resourcesOf = ({ resource }: JsonObject): Resource[] =>
  Object.entries(isObject(resource) ? resource : {}).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).map(([name, attributes]) => ({
      address: `${type}.${name}`,
      type,
      attributes: attributes as JsonObject,
    })),
  );

/** An argument that is a text; empty if it is not. */
export function textOf({ attributes }: Resource, argument: string): string {
  const value = attributes[argument];
  return typeof value === "string" ? value : "";
}

interface Lifecycle {
  readonly replace_triggered_by?: readonly string[];
}

const reference = /\$\{(google_\w+\.[\w-]+)\./g;

/** Addresses of what a resource waits for: its references, `depends_on` and `replace_triggered_by`. */
export function dependenciesOf({ address, attributes }: Resource): string[] {
  const referred = [...JSON.stringify(attributes).matchAll(reference)].map(([, to]) => to!);
  const declared = (attributes["depends_on"] ?? []) as string[];
  const { replace_triggered_by: triggers = [] } = (attributes["lifecycle"] ?? {}) as Lifecycle;
  const triggering = triggers.map((one) => one.split(".").slice(0, 2).join("."));
  return [...new Set([...referred, ...declared, ...triggering])].filter((one) => one !== address);
}

/** Which resource waits for which others, directly or through others. */
export class Graph {
  private readonly direct: ReadonlyMap<string, readonly string[]>;

  constructor(stack: JsonObject) {
    this.direct = new Map(resourcesOf(stack).map((one) => [one.address, dependenciesOf(one)]));
  }

  /** Everything for which a resource waits. */
  needsOf(address: string): ReadonlySet<string> {
    return this.reached(this.direct.get(address) ?? []);
  }

  /** Whether a resource waits for another one even if it does not say so itself. */
  waitsAnyway(from: string, to: string): boolean {
    return this.reached((this.direct.get(from) ?? []).filter((one) => one !== to)).has(to);
  }

  private reached(start: readonly string[]): Set<string> {
    const seen = new Set<string>();
    const left = [...start];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      left.push(...(this.direct.get(next) ?? []));
    }
    return seen;
  }
}
