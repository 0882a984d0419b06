import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["iap.webServices.getIamPolicy"], apply: ["roles/iap.admin"] };

export const iapTypes: ResourceTypes = {
  google_iap_web_backend_service_iam_member: {
    api: "iap",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_compute_backend_service"],
    deletionInUse: "allowed",
  },
};
