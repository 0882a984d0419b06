import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["roles/cloudquotas.viewer"], apply: ["roles/cloudquotas.admin"] };

export const cloudQuotasTypes: ResourceTypes = {
  google_cloud_quotas_quota_preference: {
    api: "cloudquotas",
    rights: rights,
    holds: "nothing",
    refersTo: [],
    deletionInUse: "allowed",
  },
};
