import { actAs } from "../../policies/act-as";
import { configuration, madeAgain } from "../../policies/none";
import { lastSegment } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = {
  // Not container.clusterViewer, which may also connect to the cluster. The provider looks up the instance groups of a pool too.
  plan: ["container.clusters.get", "compute.instanceGroupManagers.get"],
  // Not container.admin, which also has full rights inside the cluster.
  apply: ["roles/container.clusterAdmin", "compute.instanceGroupManagers.get", actAs],
};

export const gkeTypes: ResourceTypes = {
  google_container_cluster: {
    api: "container",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_service_account"],
    deletionInUse: "allowed",
    // For security_posture_config and workload_identity_config.
    apisOfSettings: ["containersecurity", "iamcredentials"],
    links: [
      { names: ({ network }) => [lastSegment(network)], to: "google_compute_network", as: "name" },
      { names: ({ subnetwork }) => [lastSegment(subnetwork)], to: "google_compute_subnetwork", as: "name" },
    ],
    // Kubernetes' secrets.
    encryption: {
      argument: "database_encryption.key_name",
      agent: "kubernetesEngine",
      keys: { cluster: ({ cluster }) => cluster !== undefined },
    },
    preventDestroy: true,
    guards: [
      {
        argument: "deletion_protection",
        keeps: (value) => value !== false,
        lowered: false,
        protected: { value: true, against: "terraform" },
      },
    ],
    audit: { none: "GKE writes its own audit entries, and its workloads keep data in Cloud Storage" },
  },
  google_container_node_pool: {
    api: "container",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_container_cluster", "google_service_account"],
    deletionInUse: "allowed",
    apisOfSettings: ["containersecurity", "iamcredentials"],
    // The nodes' disks.
    encryption: {
      argument: "node_config.boot_disk_kms_key",
      agent: "computeEngine",
      keys: { cluster: ({ cluster }) => cluster !== undefined },
    },
    preventDestroy: madeAgain,
    guards: madeAgain,
    audit: configuration,
  },
};
