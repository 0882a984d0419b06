import { describe, expect, test } from "vitest";
import { Cluster } from "../../../constructs/gke/cluster";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Attributes, type Synthesized } from "../../support/synth";
import { all, expectEqualAddresses, idOf, only, reference, type Change } from "../fixtures";
import { disposableCluster } from "./fixtures";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    new Cluster(scope, "Cluster", { environment: of, settings: of.cluster! });
  });
const cluster = (of: Environment): Attributes => only(synthesized(of), "google_container_cluster");
const changed = (...changes: Change[]): Attributes => cluster(environment("prod", all(...changes)));

describe("Cluster", () => {
  test("is private, protected and encrypted with the environment's key", () => {
    const synth = synthesized(environment("prod"));
    const account = `\${google_service_account.${idOf(synth, "google_service_account")}.account_id}@parley-audio-prod.iam.gserviceaccount.com`;
    expect(only(synth, "google_container_cluster")).toEqual({
      name: "parley-gpu",
      location: "us-central1",
      network: "projects/parley-audio-prod/global/networks/parley",
      subnetwork: "projects/parley-audio-prod/regions/us-central1/subnetworks/parley-us-central1",
      networking_mode: "VPC_NATIVE",
      ip_allocation_policy: { cluster_secondary_range_name: "pods", services_secondary_range_name: "services" },
      default_max_pods_per_node: 110,
      datapath_provider: "ADVANCED_DATAPATH",
      private_cluster_config: {
        enable_private_nodes: true,
        enable_private_endpoint: false,
        master_ipv4_cidr_block: "10.30.32.0/28",
      },
      master_authorized_networks_config: {
        gcp_public_cidrs_access_enabled: false,
        cidr_blocks: [{ cidr_block: "203.0.113.64/28", display_name: "office-vpn" }],
      },
      master_auth: { client_certificate_config: { issue_client_certificate: false } },
      workload_identity_config: { workload_pool: "parley-audio-prod.svc.id.goog" },
      enable_shielded_nodes: true,
      database_encryption: {
        state: "ENCRYPTED",
        key_name: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/cluster",
      },
      enable_l4_ilb_subsetting: true,
      security_posture_config: { mode: "BASIC" },
      release_channel: { channel: "REGULAR" },
      maintenance_policy: {
        recurring_window: {
          start_time: "2026-01-11T06:00:00Z",
          end_time: "2026-01-11T18:00:00Z",
          recurrence: "FREQ=WEEKLY;BYDAY=SU",
        },
      },
      logging_config: {
        enable_components: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
      },
      monitoring_config: {
        enable_components: ["SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER", "DCGM"],
        managed_prometheus: { enabled: true },
      },
      cost_management_config: { enabled: true },
      remove_default_node_pool: true,
      initial_node_count: 1,
      // Its nodes, too, need the tag to reach the control plane, and must not run as the project's default account.
      node_config: {
        machine_type: "e2-standard-2",
        image_type: "COS_CONTAINERD",
        disk_type: "pd-balanced",
        disk_size_gb: 50,
        boot_disk_kms_key: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/cluster",
        spot: false,
        service_account: account,
        oauth_scopes: ["https://www.googleapis.com/auth/cloud-platform"],
        tags: ["cluster-node"],
        metadata: { "disable-legacy-endpoints": "true" },
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        workload_metadata_config: { mode: "GKE_METADATA" },
      },
      deletion_protection: true,
      depends_on: [
        `google_project_iam_member.${idOf(synth, "google_project_iam_member")}`,
        `google_artifact_registry_repository_iam_member.${idOf(synth, "google_artifact_registry_repository_iam_member")}`,
      ],
      lifecycle: {
        prevent_destroy: true,
        ignore_changes: [
          "initial_node_count",
          "node_config",
          "database_encryption[0].state",
          "logging_config[0].enable_components",
          "monitoring_config[0].enable_components",
        ],
      },
    });
  });

  test("can be destroyed where disposable", () => {
    const disposable = cluster(environment("dev", disposableCluster));
    expect(disposable).toMatchObject({ deletion_protection: false, node_config: { spot: true } });
    expect(disposable.lifecycle.prevent_destroy).toBe(false);
  });

  test("says that nothing is encrypted with a key where Google's default encryption is", () => {
    const plain = cluster(environment("dev", disposableCluster));
    expect(plain.database_encryption).toEqual({ state: "DECRYPTED" });
    expect(plain.node_config).not.toHaveProperty("boot_disk_kms_key");
  });

  test("lies in a zone where the environment says so, on the region's subnet", () => {
    expect(cluster(environment("dev", disposableCluster))).toMatchObject({
      location: "us-central1-a",
      subnetwork: "projects/parley-audio-dev/regions/us-central1/subnetworks/parley-us-central1",
    });
  });

  test("lets in exactly the networks that the environment names, in the order of their names", () => {
    const networks = changed((spec) => {
      spec.cluster!.authorizedNetworks = { vpn: "203.0.113.64/28", bastion: "198.51.100.7/32" };
    }).master_authorized_networks_config;
    expect(networks.cidr_blocks).toEqual([
      { cidr_block: "198.51.100.7/32", display_name: "bastion" },
      { cidr_block: "203.0.113.64/28", display_name: "vpn" },
    ]);
  });

  test("follows the environment's channel and maintenance window", () => {
    const other = changed((spec) => {
      spec.cluster!.releaseChannel = "STABLE";
      spec.maintenanceWindow = { day: "MONDAY", hour: 20 };
    });
    expect(other.release_channel).toEqual({ channel: "STABLE" });
    expect(other.maintenance_policy.recurring_window).toEqual({
      start_time: "2026-01-05T20:00:00Z",
      end_time: "2026-01-06T08:00:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=MO",
    });
  });

  test("is no Autopilot cluster and keeps the legacy authorization off", () => {
    const prod = cluster(environment("prod"));
    for (const left of ["enable_autopilot", "enable_legacy_abac", "node_pool", "min_master_version"]) {
      expect(prod).not.toHaveProperty(left);
    }
  });

  test("has a pool for Kubernetes, one for each kind of GPU work, and nothing else", () => {
    const pools = Object.entries(synthesized(environment("prod")).all("google_container_node_pool"));
    expect(
      Object.fromEntries(pools.map(([id, { name }]) => [id.replace(/_[0-9A-F]{8}$/, ""), name as string])),
    ).toEqual({
      Cluster_SystemPool: "system-pool",
      "Cluster_GpuPool-tts": "tts-gpu-pool",
      "Cluster_GpuPool-lip-sync": "lip-sync-gpu-pool",
    });
  });

  test("gives every pool the nodes' own account", () => {
    const synth = synthesized(environment("prod"));
    const account = reference(synth, "google_service_account", "", "account_id");
    for (const pool of Object.values(synth.all("google_container_node_pool"))) {
      expect(pool.node_config.service_account).toBe(`${account}@parley-audio-prod.iam.gserviceaccount.com`);
    }
  });

  test("grants its workloads what they declare", () => {
    const grants = Object.values(synthesized(environment("prod")).all("google_storage_bucket_iam_member"));
    expect(grants.map(({ bucket }) => bucket as string).sort()).toEqual([
      "parley-audio-prod-face-models",
      "parley-audio-prod-voice-models",
    ]);
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => new Cluster(scope, "Cluster", { environment: of, settings: of.cluster! }),
      disposableCluster,
    );
  });
});
