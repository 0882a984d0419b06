import type { Api, Document } from "../collection";
import { ended } from "../router";

/** Google, "Delete service accounts", "Delete a custom role", "Workload identity pools": roles and pools stay, marked as deleted. */
export const iam: Api = {
  service: "iam",
  endpoints: ["iam", "iam_beta"],
  base: "v1/",
  collections: [
    {
      path: "projects/*/serviceAccounts/*",
      id: { field: "accountId" },
      answers: "document",
    },
    { path: "projects/*/roles/*", id: { field: "roleId" }, answers: "document", softDeleted: { deleted: true } },
    {
      path: "projects/*/locations/global/workloadIdentityPools/*",
      id: { parameter: "workloadIdentityPoolId" },
      answers: "operation",
      name: "number",
      fill: (document) => ({ state: "ACTIVE", ...document }),
      softDeleted: { state: "DELETED" },
    },
    {
      path: "projects/*/locations/global/workloadIdentityPools/*/providers/*",
      id: { parameter: "workloadIdentityPoolProviderId" },
      answers: "operation",
      name: "number",
      fill: (document) => ({ state: "ACTIVE", ...document }),
      softDeleted: { state: "DELETED" },
    },
  ],
  special: (call, world) => {
    const { method, path, body } = call;
    // Read by version 7 of the provider with each pool; a pool has no rules unless somebody adds one.
    if (method === "GET" && path.endsWith(":listAttestationRules")) return {};
    const project = /^projects\/([^/]+)\//.exec(path)?.[1];
    if (method === "POST" && path.endsWith("/serviceAccounts")) {
      const email = `${String(body.accountId)}@${project!}.iam.gserviceaccount.com`;
      const at = `${path}/${email}`;
      const account: Document = {
        ...body.serviceAccount,
        email,
        projectId: project,
        uniqueId: `1${Buffer.from(email).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)}`,
      };
      world.create(iam.collections[0]!, at, call, account);
      return ended(call, iam.collections[0]!, at, world, iam);
    }
    if (method === "PATCH" && path.includes("/serviceAccounts/")) {
      world.update(path, call, { ...world.read(path), ...body.serviceAccount });
      return { ...world.read(path), name: path };
    }
    if (method === "POST" && path.endsWith("/roles")) {
      const at = `${path}/${String(body.roleId)}`;
      world.create(iam.collections[1]!, at, call, { ...body.role, etag: "BwA=" });
      return ended(call, iam.collections[1]!, at, world, iam);
    }
    if (method === "POST" && path.endsWith(":undelete")) {
      const at = path.replace(/:undelete$/, "");
      const { deleted: _, ...role } = world.read(at);
      world.update(at, call, role);
      return { ...role, name: at };
    }
    return undefined;
  },
};
