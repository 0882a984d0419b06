import type { JsonObject } from "../../golden/json";
import type { Call } from "../google/call";
import { resolved } from "./cuts";
import { resourcesOf, textOf, type Resource } from "./graph";

const names = [
  "name",
  "account_id",
  "bucket_id",
  "repository_id",
  "role_id",
  "secret_id",
  "service_id",
  "slo_id",
  "workload_identity_pool_provider_id",
  "workload_identity_pool_id",
];

/** Arguments that hold a resource's own name. Others have a `service` too, which is not theirs. */
const namesOf = (type: string): readonly string[] => (type === "google_project_service" ? ["service"] : names);

/** Arguments by which a grant says on what it is. */
const targets = [
  "bucket",
  "crypto_key_id",
  "name",
  "repository",
  "secret_id",
  "service_account_id",
  "subscription",
  "topic",
  "web_backend_service",
];

/** Whether a path is that of the policy on which a grant is. */
function isPolicyOf(resource: Resource, stack: JsonObject): (path: string) => boolean {
  if (resource.type === "google_project_iam_member") return (path) => /^projects\/[^/]+:[gs]etIamPolicy$/.test(path);
  const target = targets.map((one) => resolved(stack, textOf(resource, one))).find((value) => value !== "") ?? "";
  const name = target.split("/").at(-1)!;
  return (path) => {
    const [, of, verb] = /([^/]+)[:/](getIamPolicy|setIamPolicy|iam)$/.exec(path) ?? [];
    return verb !== undefined && (name === "" || of === name);
  };
}

/** Whether a call makes a resource: its path, its query or its body names it, or it sets a policy of its target with its role and member. */
export function makes(resource: Resource, stack: JsonObject): (call: Call) => boolean {
  const textAt = (argument: string): string => resolved(stack, textOf(resource, argument));
  if (resource.type.endsWith("_iam_member")) {
    const [role, member] = ["role", "member"].map((argument) => JSON.stringify(textAt(argument)));
    const isPolicy = isPolicyOf(resource, stack);
    return ({ path, body }) => {
      const policy = isPolicy(path) ? JSON.stringify(body) : "";
      return policy.includes(role!) && policy.includes(member!);
    };
  }
  const name = nameOf(resource, stack);
  // What nobody names is known by its collection, such as an index.
  if (name === undefined) return ({ method, path }) => method !== "GET" && isIn(resource.type, path);
  const others = resourcesOf(stack)
    .filter((one) => one.type !== resource.type && nameOf(one, stack) === name)
    .map(({ type }) => type);
  const isNamed = (value: unknown): boolean =>
    value === name || (typeof value === "string" && value.endsWith(`/${name}`));
  return ({ path, query, body }) => {
    // A certificate has the name of its authorization.
    if (!isIn(resource.type, path) && others.some((type) => isIn(type, path))) return false;
    const { name: own, accountId, roleId, serviceIds = [], cluster } = body as Record<string, unknown>;
    const inCluster = (cluster as { name?: unknown } | undefined)?.name;
    // `services/x.googleapis.com:enable`, or many APIs in one call.
    const said = [path.replace(/:\w+$/, ""), ...query.values(), own, accountId, roleId, inCluster];
    return [...said, ...(serviceIds as string[])].some(isNamed);
  };
}

const nameOf = (resource: Resource, stack: JsonObject): string | undefined =>
  namesOf(resource.type)
    .map((argument) => resolved(stack, textOf(resource, argument)))
    .find((value) => value !== "");

/** Whether a path is a collection of a type, or a document in it: `dnsAuthorizations` for `google_certificate_manager_dns_authorization`. */
function isIn(type: string, path: string): boolean {
  const words = type.split("_").slice(1);
  const collections = words.flatMap((_, index) => {
    const word = words.slice(index).join("");
    return [`${word}s`, `${word}es`, word.replace(/y$/, "ies")];
  });
  const last = path.toLowerCase().replace(/:\w+$/, "").split("/").slice(-2);
  return last.some((part) => collections.includes(part));
}

/** Whether a call makes a resource or says its name anywhere, as a batch or a part of a parent does. */
export function mentions(resource: Resource, stack: JsonObject): (call: Call) => boolean {
  const isMaking = makes(resource, stack);
  if (resource.type.endsWith("_iam_member")) {
    const isPolicy = isPolicyOf(resource, stack);
    // The policy is read before it is set; if that is refused, it is not set.
    return (call) => isMaking(call) || (!call.path.endsWith("setIamPolicy") && isPolicy(call.path));
  }
  const parents = Object.keys(resource.attributes)
    .map((one) => resolved(stack, textOf(resource, one)).split("/").at(-1)!)
    .filter((one) => one !== "");
  const said = namesOf(resource.type)
    .map((one) => JSON.stringify(resolved(stack, textOf(resource, one))))
    .filter((one) => one !== '""');
  return (call) =>
    call.method === "GET"
      ? // What it is in is read before it is made.
        call.path.split("/").some((part) => parents.includes(part))
      : isMaking(call) || said.some((name) => JSON.stringify(call.body).includes(name));
}
