import type { ResourceTypes, Rights } from "../../policies/resource-type";

/** The perimeter belongs to the organization's access policy, where bootstrap cannot grant roles; docs/bootstrap.md has the command. */
const rights: Rights = { plan: [], apply: [] };

export const vpcServiceControlsTypes: ResourceTypes = {
  google_access_context_manager_service_perimeter: {
    api: "accesscontextmanager",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
};
