import { configuration, keepsNothing, madeAgain } from "../../policies/none";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["roles/dns.reader"], apply: ["roles/dns.admin"] };

export const cloudDnsTypes: ResourceTypes = {
  google_dns_managed_zone: {
    api: "dns",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_compute_network"],
    deletionInUse: {
      refused: "provider 6.50.0: force_destroy of the type deletes its records first, since Google refuses",
      createBeforeDestroy: { none: "its records are part of it, so they never stay behind" },
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_dns_record_set: {
    api: "dns",
    rights: rights,
    holds: "traffic",
    refersTo: [
      "google_certificate_manager_dns_authorization",
      "google_compute_global_address",
      "google_dns_managed_zone",
    ],
    deletionInUse: "allowed",
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
};
