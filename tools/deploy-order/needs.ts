import type { Layer } from "../../contract/names";
import { resolvedIn } from "../../policies/policy";
import { registry } from "../../policies/registry";
import { isGrant } from "../golden/grants";
import { isObject, type JsonObject } from "../golden/json";

/** Something that a layer has and that a later layer may need: a resource, or one permission of a custom role. */
export interface Thing {
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonObject;
  /** The stack that has it. */
  readonly stack: JsonObject;
}

/** Arguments by which a resource of another layer names this one. */
const naming: readonly string[] = [
  ...new Set(["name", "account_id", ...Object.values(registry).flatMap(({ links = [] }) => links.map(({ as }) => as))]),
];

/** The things of a stack, by address. A permission of a custom role is one, since the role itself stays where it loses one. */
export function thingsOf(stack: JsonObject): ReadonlyMap<string, Thing> {
  const types = isObject(stack.resource) ? stack.resource : {};
  const things = Object.entries(types).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, attributes]): Thing[] => {
      const thing = { address: `${type}.${name}`, type, attributes: isObject(attributes) ? attributes : {}, stack };
      const { permissions } = thing.attributes;
      return type !== "google_project_iam_custom_role" || !Array.isArray(permissions)
        ? [thing]
        : [
            thing,
            ...permissions.map((permission) => ({
              ...thing,
              address: `${thing.address}#${textOf(permission)}`,
              attributes: { permission },
            })),
          ];
    }),
  );
  return new Map(things.map((thing) => [thing.address, thing]));
}

/**
 * Whether the resources of a later layer's stack need a thing: by its name, by its API
 * or by a right of the pipeline. Undefined where the stacks cannot tell.
 */
export function isNeeded(thing: Thing, owner: Layer, stack: JsonObject, layer: Layer): boolean | undefined {
  const { type, attributes } = thing;
  // The audit trail is for people. Operations calls nothing, so that it needs only what it names.
  const unknown = type === "google_project_iam_audit_config" || layer === "operations" ? false : undefined;
  const rows = Object.keys(isObject(stack.resource) ? stack.resource : {}).flatMap((one) => registry[one] ?? []);
  if (type === "google_project_service") {
    const api = textOf(attributes.service).replace(/\.googleapis\.com$/, "");
    const isOfResource = rows.some((row) => row.api === api || (row.apisOfSettings ?? []).includes(api));
    // Services call APIs that none of their resources has.
    return isOfResource || (layer === "runtime" ? undefined : false);
  }
  const right = textOf(attributes.permission ?? (owner === "bootstrap" && isGrant(type) ? attributes.role : undefined));
  if (right !== "" && !right.startsWith("projects/"))
    return rows.some(({ rights }) => [...rights.plan, ...rights.apply].includes(right));
  const names = isGrant(type) ? [] : naming.map((argument) => textOf(attributes[argument])).filter(Boolean);
  if (names.length === 0) return unknown;
  const known = names.map((name) => resolvedIn(thing.stack, name)).filter((name) => !name.includes("${"));
  return known.length < names.length ? unknown : known.some((name) => mentions(stack, name));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const texts = new WeakMap<JsonObject, string>();

/** Whether a stack's resources hold a name as a whole word; PromQL writes other signs into some names. */
function mentions(stack: JsonObject, name: string): boolean {
  let text = texts.get(stack);
  if (text === undefined) {
    // Without CDKTF's notes, which name constructs.
    text = JSON.stringify(stack.resource ?? {}, (key, value: unknown) => (key === "//" ? undefined : value));
    texts.set(stack, text);
  }
  const words = name.split(/[^a-z0-9]+/i).join("[^a-z0-9]");
  return new RegExp(`(^|[^a-z0-9])${words}([^a-z0-9]|$)`, "i").test(text);
}
