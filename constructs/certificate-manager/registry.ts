import { alwaysOne, configuration, keepsNothing, madeAgain } from "../../policies/none";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  plan: ["roles/certificatemanager.viewer"],
  // Not certificatemanager.editor, which cannot delete.
  apply: ["roles/certificatemanager.owner"],
};

export const certificateManagerTypes: ResourceTypes = {
  google_certificate_manager_certificate: {
    api: "certificatemanager",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_certificate_manager_dns_authorization"],
    deletionInUse: {
      refused:
        "hashicorp/terraform-provider-google#5356 (a classic one, in use by a proxy); not verified of this product",
      createBeforeDestroy: true,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_certificate_manager_certificate_map: {
    api: "certificatemanager",
    rights: rights,
    holds: "traffic",
    refersTo: [],
    deletionInUse: {
      refused: "not verified; it is neither replaced nor taken away",
      createBeforeDestroy: alwaysOne,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_certificate_manager_certificate_map_entry: {
    api: "certificatemanager",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_certificate_manager_certificate", "google_certificate_manager_certificate_map"],
    deletionInUse: "allowed",
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_certificate_manager_dns_authorization: {
    api: "certificatemanager",
    rights: rights,
    holds: "traffic",
    refersTo: [],
    deletionInUse: {
      refused: "not verified; if Google takes it, the order costs nothing",
      createBeforeDestroy: true,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
};
