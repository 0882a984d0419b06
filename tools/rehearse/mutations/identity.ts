import type { JsonObject } from "../../golden/json";
import type { Call } from "../google/call";
import { resolved } from "./cuts";
import { textOf, type Resource } from "./graph";

const names = ["name", "account_id", "role_id", "secret_id", "repository_id", "service_id", "slo_id", "service"];

/** Whether a call makes a resource: its path, its query or its body names it, or it sets a policy with its role and member. */
export function makes(resource: Resource, stack: JsonObject): (call: Call) => boolean {
  const textAt = (argument: string): string => resolved(stack, textOf(resource, argument));
  if (resource.type.endsWith("_iam_member")) {
    const [role, member] = ["role", "member"].map((argument) => JSON.stringify(textAt(argument)));
    return ({ path, body }) => {
      const policy = /(?:setIamPolicy|\/iam)$/.test(path) ? JSON.stringify(body) : "";
      return policy.includes(role!) && policy.includes(member!);
    };
  }
  const name = names.map(textAt).find((value) => value !== "");
  const isNamed = (value: unknown): boolean =>
    value === name || (typeof value === "string" && value.endsWith(`/${name!}`));
  return ({ path, query, body }) => {
    const { name: own, accountId, roleId, serviceIds = [], cluster } = body as Record<string, unknown>;
    const inCluster = (cluster as { name?: unknown } | undefined)?.name;
    // `services/x.googleapis.com:enable`, or many APIs in one call.
    const said = [path.replace(/:\w+$/, ""), ...query.values(), own, accountId, roleId, inCluster];
    return name !== undefined && [...said, ...(serviceIds as string[])].some(isNamed);
  };
}

/** Whether a call makes a resource or says its name anywhere, as a batch or a part of a parent does. */
export function mentions(resource: Resource, stack: JsonObject): (call: Call) => boolean {
  const isMaking = makes(resource, stack);
  const said = names.map((one) => JSON.stringify(resolved(stack, textOf(resource, one)))).filter((one) => one !== '""');
  return (call) => isMaking(call) || said.some((name) => JSON.stringify(call.body).includes(name));
}
