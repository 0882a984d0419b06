import { describe, expect, test } from "vitest";
import { GpuNodePool } from "../../../constructs/gke/gpu-node-pool";
import { SystemNodePool } from "../../../constructs/gke/system-node-pool";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, only, reference } from "../fixtures";
import { account, bareCluster, disposableCluster } from "./fixtures";

const type = "google_container_node_pool";
const key = "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/cluster";

const system = (of: Environment): Synthesized =>
  synthesize((scope) => {
    const cluster = bareCluster(scope);
    new SystemNodePool(scope, "SystemPool", { environment: of, cluster, account, pool: of.cluster!.systemPool });
  });
const gpu = (of: Environment, pool = "tts"): Synthesized =>
  synthesize((scope) => {
    const cluster = bareCluster(scope);
    const settings = of.cluster!.gpuPools[pool]!;
    new GpuNodePool(scope, `GpuPool-${pool}`, { environment: of, cluster, account, pool, settings });
  });

/** Attributes that all pools share, with a reference to the cluster of `synth`. */
const shared = (synth: Synthesized) => ({
  cluster: reference(synth, "google_container_cluster"),
  location: reference(synth, "google_container_cluster", "", "location"),
  management: { auto_repair: true, auto_upgrade: true },
  upgrade_settings: { strategy: "SURGE", max_surge: 1, max_unavailable: 0 },
  timeouts: { create: "2h", update: "2h", delete: "2h" },
  lifecycle: {
    ignore_changes: ["initial_node_count"],
    replace_triggered_by: [reference(synth, "google_container_cluster", "", "id").slice(2, -1)],
  },
});
const sharedNodeConfig = {
  image_type: "COS_CONTAINERD",
  disk_type: "pd-balanced",
  boot_disk_kms_key: key,
  spot: false,
  service_account: account,
  oauth_scopes: ["https://www.googleapis.com/auth/cloud-platform"],
  tags: ["cluster-node"],
  metadata: { "disable-legacy-endpoints": "true" },
  shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
  workload_metadata_config: { mode: "GKE_METADATA" },
};

describe("SystemNodePool", () => {
  test("is a hardened pool of ordinary machines, spread over the cluster's zones", () => {
    const synth = system(environment("prod"));
    expect(only(synth, type)).toEqual({
      ...shared(synth),
      name: "system-pool",
      initial_node_count: 1,
      autoscaling: { total_min_node_count: 1, total_max_node_count: 3, location_policy: "BALANCED" },
      node_config: { ...sharedNodeConfig, machine_type: "e2-standard-2", disk_size_gb: 50 },
    });
  });

  test("takes spot machines and Google's own encryption where the environment does", () => {
    const { node_config: config } = only(system(environment("dev", disposableCluster)), type);
    expect(config.spot).toBe(true);
    expect(config).not.toHaveProperty("boot_disk_kms_key");
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      const cluster = bareCluster(scope);
      new SystemNodePool(scope, "SystemPool", { environment: of, cluster, account, pool: of.cluster!.systemPool });
    }, disposableCluster);
  });
});

describe("GpuNodePool", () => {
  test("is a hardened pool of machines with accelerators, which takes only what asks for one", () => {
    const synth = gpu(environment("prod"));
    expect(only(synth, type)).toEqual({
      ...shared(synth),
      name: "tts-gpu-pool",
      initial_node_count: 0,
      node_locations: ["us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"],
      autoscaling: { total_min_node_count: 1, total_max_node_count: 20, location_policy: "ANY" },
      node_config: {
        ...sharedNodeConfig,
        machine_type: "n1-standard-4",
        disk_size_gb: 100,
        labels: { pool: "tts" },
        taint: [{ key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" }],
        guest_accelerator: [
          {
            type: "nvidia-tesla-t4",
            count: 1,
            gpu_driver_installation_config: { gpu_driver_version: "DEFAULT" },
          },
        ],
      },
    });
  });

  test("may start from nothing", () => {
    expect(only(gpu(environment("prod"), "lip-sync"), type)).toMatchObject({
      name: "lip-sync-gpu-pool",
      autoscaling: { total_min_node_count: 0, total_max_node_count: 10 },
      node_config: { labels: { pool: "lip-sync" } },
    });
  });

  test("does not move when its minimum or the order of its zones does", () => {
    const before = only(gpu(environment("prod")), type);
    const after = only(
      gpu(
        environment("prod", (spec) => {
          const tts = spec.cluster!.gpuPools["tts"]!;
          tts.nodes.min = 5;
          tts.zones.reverse();
        }),
      ),
      type,
    );
    expect(after).toEqual({ ...before, autoscaling: { ...before.autoscaling, total_min_node_count: 5 } });
  });

  test("shares each GPU between as many containers as the environment says", () => {
    const shares = environment("prod", (spec) => {
      spec.cluster!.gpuPools["tts"]!.timeSharing = { maxClientsPerGpu: 4 };
    });
    expect(only(gpu(shares), type).node_config.guest_accelerator[0].gpu_sharing_config).toEqual({
      gpu_sharing_strategy: "TIME_SHARING",
      max_shared_clients_per_gpu: 4,
    });
  });

  test("takes spot machines and Google's own encryption where the environment does", () => {
    const { node_config: config } = only(gpu(environment("dev", disposableCluster)), type);
    expect(config.spot).toBe(true);
    expect(config).not.toHaveProperty("boot_disk_kms_key");
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      const cluster = bareCluster(scope);
      const settings = of.cluster!.gpuPools["tts"]!;
      new GpuNodePool(scope, "GpuPool-tts", { environment: of, cluster, account, pool: "tts", settings });
    }, disposableCluster);
  });
});
