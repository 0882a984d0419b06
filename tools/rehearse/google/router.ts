import { described, type Call } from "./call";
import type { Api, Collection, Document } from "./collection";
import { invalid, notFound } from "./google-error";
import { formOf } from "./operation-forms";
import { matches } from "./path-pattern";
import type { World } from "./world";

/** A call that no API here knows. It fails the rehearsal: what is not answered as Google does proves nothing. */
class UnknownCall extends Error {
  override readonly name = "UnknownCall";
}

/**
 * Answers a call as Google would.
 *
 * @throws GoogleError with Google's refusal
 * @throws UnknownCall for a call that no API here knows
 */
export function answer(call: Call, world: World): object {
  const api = world.apis.find(({ service }) => service === call.service);
  if (api === undefined) throw new UnknownCall(described(call));
  world.requireEnabled(api.service);
  return (
    api.special?.(call, world) ??
    policyAnswer(call, world) ??
    operationAnswer(call, world, api) ??
    documentAnswer(call, world, api)
  );
}

function policyAnswer({ path, body }: Call, world: World): object | undefined {
  const [, target, verb] = /^(.+?)[:/](getIamPolicy|setIamPolicy|testIamPermissions)$/.exec(path) ?? [];
  if (target === undefined) return undefined;
  const [, project, backend] = /^(projects\/[^/]+)\/iap_web\/compute\/services\/(.+)$/.exec(target) ?? [];
  const named = backend === undefined ? target : `${project!}/global/backendServices/${backend}`;
  if (/^projects\/[^/]+\/./.test(named) && !world.has(named)) throw notFound(named);
  if (verb === "setIamPolicy") return world.policies.set(target, body.policy, world);
  return verb === "getIamPolicy" ? world.policies.of(target) : { permissions: body.permissions };
}

function operationAnswer({ method, path }: Call, world: World, api: Api): object | undefined {
  const id = /(?:^|\/)operations\/(operation-\d+)(?:\/wait)?$/.exec(path)?.[1];
  if (id === undefined || (method !== "GET" && method !== "POST")) return undefined;
  const { response, error } = world.operations.ask(id);
  return formOf(api).done(id, path, response, error);
}

function documentAnswer(call: Call, world: World, api: Api): object {
  const { method, path } = call;
  const own = api.collections.find((collection) => matches(collection.path, path));
  const parent = api.collections.find(
    (collection) => !collection.path.endsWith("**") && matches(collection.path.replace(/\/[^/]*$/, ""), path),
  );
  if (method === "GET" && own !== undefined) return shown(own, path, world.read(path), world);
  if (method === "GET" && parent !== undefined) return listed(parent, path, world);
  if (method === "POST" && parent !== undefined) return created(call, parent, world, api);
  if (own === undefined) throw new UnknownCall(described(call));
  if (method === "PUT" && own.id === "PUT" && !world.has(path)) return created(call, own, world, api);
  if (method === "PUT" || method === "PATCH") {
    const before = world.read(path);
    const replaces = method === "PUT" ? own.change !== "PUT merges" : own.change === "PATCH replaces";
    world.update(path, call, replaces ? { ...call.body } : patched(before, call));
    return ended(call, own, path, world, api);
  }
  if (method === "DELETE") {
    world.read(path);
    world.delete(path, call);
    return own.answers === "document"
      ? {}
      : formOf(api).started(
          world.operations.start(() => ({})),
          path,
        );
  }
  throw new UnknownCall(described(call));
}

function created(call: Call, collection: Collection, world: World, api: Api): object {
  const path = pathOf(call, collection, world);
  world.create(collection, path, call, { ...call.body });
  return ended(call, collection, path, world, api);
}

/** The answer to a change: the document, or an operation at whose end it is visible. */
export function ended(call: Call, collection: Collection, path: string, world: World, api: Api): object {
  if (collection.answers === "document") return shown(collection, path, world.read(path), world);
  const id = world.operations.start((fails) => {
    world.reveal(path);
    if (!fails && world.has(path)) collection.atEnd?.(world.read(path), { world, call, path, before: undefined });
    return shown(collection, path, world.read(path), world);
  });
  return formOf(api).started(id, call.path);
}

let generated = 0;

function pathOf({ path, query, body }: Call, { id }: Collection, world: World): string {
  if (id === "PUT") return path;
  if (id === "generated") return `${path}/${1_000_000_000 + ++generated}`;
  const value: unknown = "parameter" in id ? query.get(id.parameter) : body[id.field];
  if (typeof value !== "string" || value === "") throw invalid(`an id is missing in ${path}`);
  return `${path}/${world.canonical(value).split("/").at(-1)!}`;
}

function shown({ name = "path" }: Collection, at: string, document: Document, world: World): Document {
  const path = at.replace(/^v\d\//, "");
  const numbered = path.replace(/^projects\/([^/]+)/, (_, id: string) => `projects/${world.numberOf(id)}`);
  const named = { path, number: numbered, short: path.split("/").at(-1)! }[name];
  const public_ = Object.entries(document).filter(([key]) => !key.startsWith("_"));
  return { ...Object.fromEntries(public_), name: named };
}

function listed(collection: Collection, path: string, world: World): object {
  const key = path.split("/").at(-1)!;
  const all = world.list(path).map((document) =>
    shown(
      collection,
      `${path}/${String(document.name ?? "")
        .split("/")
        .at(-1)!}`,
      document,
      world,
    ),
  );
  return { [key]: all, items: all };
}

/** A document with the fields of the mask taken from the body; without a mask, with the body's fields. */
function patched(before: Document, { query, body }: Call): Document {
  const mask = query.get("updateMask") ?? query.get("update_mask");
  const after = structuredClone(before);
  if (mask === null) return { ...after, ...body };
  for (const field of mask.split(",")) copyField(after, body, field.trim().split(".").map(camelCase));
  return after;
}

function copyField(to: any, from: any, [first, ...rest]: string[]): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    // JSON leaves an undefined field out.
    to[first] = from?.[first];
    return;
  }
  to[first] = { ...to[first] };
  copyField(to[first], from?.[first], rest);
}

const camelCase = (field: string): string => field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
