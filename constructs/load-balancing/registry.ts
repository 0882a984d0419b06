import { alwaysOne, configuration, keepsNothing, madeAgain } from "../../policies/none";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

/** The provider reads each type by one request. Every predefined role that has all of these also shows the consoles of virtual machines. */
const rights = (collection: string): Rights => ({
  plan: [`compute.${collection}.get`],
  apply: ["roles/compute.loadBalancerAdmin"],
});

export const loadBalancingTypes: ResourceTypes = {
  google_compute_backend_bucket: {
    api: "compute",
    rights: rights("backendBuckets"),
    holds: "traffic",
    refersTo: [],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#4543 (in use by a URL map)",
      createBeforeDestroy: true,
    },
    links: [{ names: ({ bucket_name }) => [bucket_name], to: "google_storage_bucket", as: "name" }],
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_backend_service: {
    api: "compute",
    rights: rights("backendServices"),
    holds: "traffic",
    refersTo: ["google_compute_region_network_endpoint_group", "google_compute_security_policy"],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#4543, #6376, #8284 (in use by a URL map)",
      createBeforeDestroy: true,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  // Google gives a released address to another customer: the domain's DNS records point to it. The database's network uses the range of another.
  google_compute_global_address: {
    api: "compute",
    rights: { plan: ["compute.globalAddresses.get"], apply: ["roles/compute.networkAdmin"] },
    holds: "traffic",
    refersTo: ["google_compute_network"],
    deletionInUse: {
      refused: "not verified; it is neither replaced nor taken away",
      createBeforeDestroy: {
        none: "its name and its address are permanent, and whatever uses one goes with it",
      },
    },
    encryption: keepsNothing,
    preventDestroy: true,
    guards: { none: "the product has no deletion protection" },
    audit: configuration,
  },
  google_compute_global_forwarding_rule: {
    api: "compute",
    rights: rights("globalForwardingRules"),
    holds: "traffic",
    refersTo: [
      "google_compute_global_address",
      "google_compute_target_http_proxy",
      "google_compute_target_https_proxy",
    ],
    deletionInUse: "allowed",
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_region_network_endpoint_group: {
    api: "compute",
    rights: rights("regionNetworkEndpointGroups"),
    holds: "traffic",
    refersTo: ["google_cloud_run_v2_service"],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#20206 (in use by a backend service)",
      createBeforeDestroy: true,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_ssl_policy: {
    api: "compute",
    rights: rights("sslPolicies"),
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
  google_compute_target_http_proxy: {
    api: "compute",
    rights: rights("targetHttpProxies"),
    holds: "traffic",
    refersTo: ["google_compute_url_map"],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#3748: resourceInUseByAnotherResource",
      createBeforeDestroy: alwaysOne,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_target_https_proxy: {
    api: "compute",
    rights: rights("targetHttpsProxies"),
    holds: "traffic",
    refersTo: ["google_certificate_manager_certificate_map", "google_compute_ssl_policy", "google_compute_url_map"],
    deletionInUse: {
      refused: "hashicorp/terraform-provider-google#3748: resourceInUseByAnotherResource",
      createBeforeDestroy: alwaysOne,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
  google_compute_url_map: {
    api: "compute",
    rights: rights("urlMaps"),
    holds: "traffic",
    refersTo: ["google_compute_backend_bucket", "google_compute_backend_service"],
    deletionInUse: {
      refused: "GoogleCloudPlatform/cloud-foundation-fabric#3194 (in use by a proxy)",
      createBeforeDestroy: alwaysOne,
    },
    encryption: keepsNothing,
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
};
