import type { ResourceTypes, Rights } from "../../policies/resource-type";

const settings = ["iap.webServices.getSettings", "iap.webServices.updateSettings"];

const rights: Rights = { plan: ["iap.webServices.getIamPolicy"], apply: ["roles/iap.admin"] };

export const iapTypes: ResourceTypes = {
  google_iap_settings: {
    api: "iap",
    // Single permissions: roles/iap.settingsAdmin could also change the settings of the project.
    rights: {
      plan: ["iap.webServices.getSettings"],
      planReasons: { "iap.webServices.getSettings": "the settings are read without their secret" },
      apply: settings,
    },
    holds: "nothing",
    refersTo: ["google_compute_backend_service"],
    deletionInUse: "allowed",
  },
  google_iap_web_backend_service_iam_member: {
    api: "iap",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_compute_backend_service"],
    deletionInUse: "allowed",
  },
};
