import { configuration, keepsNothing, madeAgain } from "../../policies/none";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["compute.securityPolicies.get"], apply: ["roles/compute.securityAdmin"] };

export const cloudArmorTypes: ResourceTypes = {
  google_compute_security_policy: {
    api: "compute",
    rights: rights,
    holds: "traffic",
    refersTo: [],
    deletionInUse: {
      refused: "GoogleCloudPlatform/terraform-google-cloud-armor#59 (in use by a backend service)",
      createBeforeDestroy: true,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
};
