import { alwaysOne, configuration, keepsNothing, madeAgain } from "../../policies/none";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

/** Not compute.networkViewer, which also shows the consoles of virtual machines. */
const network = (collection: "networks" | "routers" | "subnetworks"): Rights => ({
  plan: [`compute.${collection}.get`],
  apply: ["roles/compute.networkAdmin"],
});
const connection: Rights = {
  plan: ["roles/servicenetworking.viewer"],
  // The peering is part of the network, so it needs networkAdmin too.
  apply: ["roles/servicenetworking.networksAdmin", "roles/compute.networkAdmin"],
};

export const vpcTypes: ResourceTypes = {
  google_compute_firewall: {
    api: "compute",
    rights: { plan: ["compute.firewalls.get"], apply: ["roles/compute.securityAdmin"] },
    holds: "nothing",
    refersTo: ["google_compute_network"],
    deletionInUse: "allowed",
  },
  google_compute_network: {
    api: "compute",
    rights: network("networks"),
    holds: "traffic",
    refersTo: [],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#16275 (in use by a subnet or a peering)",
      createBeforeDestroy: alwaysOne,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_router: {
    api: "compute",
    rights: network("routers"),
    holds: "traffic",
    refersTo: ["google_compute_network"],
    deletionInUse: "allowed",
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_router_nat: {
    api: "compute",
    rights: network("routers"),
    holds: "traffic",
    refersTo: ["google_compute_router"],
    deletionInUse: "allowed",
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_subnetwork: {
    api: "compute",
    rights: network("subnetworks"),
    holds: "traffic",
    refersTo: ["google_compute_network"],
    deletionInUse: {
      refused: 'Google, "Direct VPC with a VPC network": addresses stay in use for 1 to 2 hours',
      createBeforeDestroy: {
        none: "nothing in its layer refers to it, and its name is permanent; docs/how-to/remove.md has the order of layers",
      },
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_service_networking_connection: {
    api: "servicenetworking",
    rights: connection,
    holds: "traffic",
    refersTo: ["google_compute_global_address", "google_compute_network"],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#16275 (in use by the producer for days)",
      createBeforeDestroy: { none: "a destroy abandons it: policy connection-left-behind" },
    },
    encryption: keepsNothing,
    preventDestroy: true,
    guards: { none: "the product has no deletion protection" },
    audit: configuration,
  },
};
