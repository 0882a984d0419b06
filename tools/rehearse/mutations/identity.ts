import type { Call } from "../google/call";
import { textOf, type Resource } from "./graph";

const names = ["name", "account_id", "role_id", "secret_id", "repository_id", "service_id", "service"];

/** Whether a call makes a resource: its path, its query or its body names it, or it sets a policy with its role. */
export function makes(resource: Resource): (call: Call) => boolean {
  if (resource.type.endsWith("_iam_member")) {
    const role = textOf(resource, "role");
    return ({ path, body }) => /(?:setIamPolicy|\/iam)$/.test(path) && JSON.stringify(body).includes(role);
  }
  const name = names.map((one) => textOf(resource, one)).find((value) => value !== "");
  const isNamed = (value: unknown): boolean =>
    value === name || (typeof value === "string" && value.endsWith(`/${name!}`));
  return ({ path, query, body }) => {
    const { name: own, accountId, roleId, cluster } = body as Record<string, unknown>;
    const inCluster = (cluster as { name?: unknown } | undefined)?.name;
    return name !== undefined && [path, ...query.values(), own, accountId, roleId, inCluster].some(isNamed);
  };
}
