import type { Api } from "../collection";

export const accessContextManager: Api = {
  service: "accesscontextmanager",
  endpoints: ["access_context_manager"],
  base: "v1/",
  collections: [{ path: "accessPolicies/*/servicePerimeters/*", id: { field: "name" }, answers: "operation" }],
};
