import { describe, expect, test } from "vitest";
import { disposableCluster } from "../constructs/gke/fixtures";
import { environment, issuesOf } from "../support/environments";
import { layersOf, violations } from "../support/policies";
import { resolved, stackJson } from "../support/stacks";
import { read, type Attributes, type Synthesized } from "../support/synth";

const runtime = (): Synthesized => stackJson("prod-runtime");
const cluster = (): Attributes => runtime().one("google_container_cluster");
const pools = (stack = runtime()): Attributes[] => Object.values(stack.all("google_container_node_pool"));
const pool = (name: string): Attributes => pools().find((one) => one.name === name)!;
const gpuPools = ["lip-sync-gpu-pool", "tts-gpu-pool"];
const nodes = "parley-gpu-nodes@parley-audio-prod.iam.gserviceaccount.com";

describe("GPU cluster of prod", () => {
  test("R-182 it is a standard cluster with pools, and Autopilot beside pools is refused", () => {
    expect([cluster().name, cluster().location]).toEqual(["parley-gpu", "us-central1"]);
    expect(cluster()).not.toHaveProperty("enable_autopilot");
    expect(
      pools()
        .map(({ name }) => name as string)
        .sort(),
    ).toEqual(["lip-sync-gpu-pool", "system-pool", "tts-gpu-pool"]);
    for (const one of pools()) expect(resolved(runtime(), one.cluster as string)).toBe("parley-gpu");
    expect(
      issuesOf("prod", (spec) => {
        spec.cluster.mode = "autopilot";
      }),
    ).toEqual([expect.stringContaining("an Autopilot cluster makes its own nodes and excludes gpuPools")]);
  });

  test("R-183 speech and lip-sync each have a pool of the same machine, and lip-sync's sleeps when nobody uses it", () => {
    const machines = gpuPools.map((name) => {
      const { machine_type, guest_accelerator } = pool(name).node_config as Attributes;
      return [machine_type, guest_accelerator];
    });
    expect(machines[0]).toEqual(machines[1]);
    const { total_min_node_count, total_max_node_count } = pool("lip-sync-gpu-pool").autoscaling as Attributes;
    expect([total_min_node_count, total_max_node_count]).toEqual([0, 10]);
    for (const name of gpuPools) {
      expect(pool(name).node_config.labels).toEqual({ pool: name.replace("-gpu-pool", "") });
      expect(pool(name).node_config.taint).toEqual([
        { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" },
      ]);
    }
  });

  test("R-184 a node of tts-gpu-pool is an n1-standard-4 with one T4 and its driver", () => {
    const { machine_type, guest_accelerator } = pool("tts-gpu-pool").node_config as Attributes;
    expect(machine_type).toBe("n1-standard-4");
    expect(guest_accelerator).toEqual([
      { type: "nvidia-tesla-t4", count: 1, gpu_driver_installation_config: { gpu_driver_version: "DEFAULT" } },
    ]);
  });

  test("R-185 tts-gpu-pool has 1 to 20 nodes over all zones, not in each", () => {
    const { autoscaling, node_locations } = pool("tts-gpu-pool");
    expect(autoscaling).toEqual({ total_min_node_count: 1, total_max_node_count: 20, location_policy: "ANY" });
    expect(node_locations).toEqual(["us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"]);
  });

  test("R-186 pools grow with pods that wait, and how busy each GPU is reaches Cloud Monitoring", () => {
    for (const one of pools()) {
      expect(Object.keys(one.autoscaling as object)).toContain("total_max_node_count");
      expect(one).not.toHaveProperty("node_count");
    }
    expect(cluster().monitoring_config.enable_components).toEqual(
      expect.arrayContaining(["SYSTEM_COMPONENTS", "DCGM"]),
    );
  });

  test("R-187 no node of a protected environment can be taken back by Google", () => {
    expect(pools().map(({ node_config }) => node_config.spot)).toEqual([false, false, false]);
  });

  test("R-188 nodes have no public address, and the control plane answers the named network alone", () => {
    expect(cluster().private_cluster_config).toEqual({
      enable_private_nodes: true,
      enable_private_endpoint: false,
      master_ipv4_cidr_block: "10.30.32.0/28",
    });
    expect(cluster().master_authorized_networks_config).toEqual({
      gcp_public_cidrs_access_enabled: false,
      cidr_blocks: [{ cidr_block: "203.0.113.64/28", display_name: "office-vpn" }],
    });
    expect(cluster().master_auth.client_certificate_config.issue_client_certificate).toBe(false);
  });

  test("R-188 workloads have identities of their own, and nodes an account that only reads images and reports", () => {
    expect(cluster().workload_identity_config).toEqual({ workload_pool: "parley-audio-prod.svc.id.goog" });
    for (const { node_config } of [...pools(), cluster()]) {
      expect(resolved(runtime(), node_config.service_account as string)).toBe(nodes);
      expect(node_config.workload_metadata_config).toEqual({ mode: "GKE_METADATA" });
      expect(node_config.shielded_instance_config).toEqual({
        enable_secure_boot: true,
        enable_integrity_monitoring: true,
      });
    }
    const granted = ["google_project_iam_member", "google_artifact_registry_repository_iam_member"]
      .flatMap((type) => Object.values(runtime().all(type)))
      .filter(({ member }) => resolved(runtime(), member as string) === `serviceAccount:${nodes}`)
      .map(({ role }) => role as string);
    expect(granted).toEqual(["roles/container.defaultNodeServiceAccount", "roles/artifactregistry.reader"]);
  });

  test("R-188 it is protected from deletion, and its secrets and disks have the cluster's key", () => {
    expect([cluster().deletion_protection, cluster().lifecycle.prevent_destroy]).toEqual([true, true]);
    const key = "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/cluster";
    expect(cluster().database_encryption).toEqual({ state: "ENCRYPTED", key_name: key });
    expect(pools().map(({ node_config }) => node_config.boot_disk_kms_key)).toEqual([key, key, key]);
  });

  test("R-189 Google upgrades it by the regular channel on Sundays from 06:00 UTC, and mends its nodes", () => {
    expect(cluster().release_channel).toEqual({ channel: "REGULAR" });
    const { start_time, end_time, recurrence } = cluster().maintenance_policy.recurring_window as Attributes;
    expect([start_time.slice(10), end_time.slice(10), recurrence]).toEqual([
      "T06:00:00Z",
      "T18:00:00Z",
      "FREQ=WEEKLY;BYDAY=SU",
    ]);
    expect(new Date(start_time as string).getUTCDay()).toBe(0);
    for (const one of pools()) expect(one.management).toEqual({ auto_repair: true, auto_upgrade: true });
  });

  test("R-005 each workload reads the models of its own bucket, and nobody else reads them", () => {
    const member = (workload: string): string =>
      `principal://iam.googleapis.com/projects/100000000003/locations/global/workloadIdentityPools/parley-audio-prod.svc.id.goog/subject/ns/synthesis/sa/${workload}`;
    expect(
      Object.values(runtime().all("google_storage_bucket_iam_member"))
        .filter(({ bucket }) => /-(voice|face)-models$/.test(bucket as string))
        .map((grant) => [grant.bucket, grant.role, grant.member]),
    ).toEqual([
      ["parley-audio-prod-face-models", "roles/storage.objectViewer", member("lip-sync")],
      ["parley-audio-prod-voice-models", "roles/storage.objectViewer", member("speech")],
    ]);
  });

  test("R-182 R-188 a cluster that Autopilot or the internet reaches is not synthesized", () => {
    const broken = (change: (cluster: Attributes) => void): readonly string[] =>
      violations(environment("prod"), (layers) => {
        change(read(layers.runtime).one("google_container_cluster"));
      });
    expect(broken((one) => (one.enable_autopilot = true))).toEqual([expect.stringContaining("cluster-standard: ")]);
    expect(broken((one) => (one.private_cluster_config.enable_private_nodes = false))).toEqual([
      expect.stringContaining("cluster-private: gives nodes public addresses"),
    ]);
    expect(broken((one) => (one.master_authorized_networks_config.cidr_blocks[0].cidr_block = "0.0.0.0/0"))).toEqual([
      expect.stringContaining("cluster-private: lets the whole internet reach its control plane"),
    ]);
  });
});

describe("other environments", () => {
  test("R-182 dev and staging have no cluster", () => {
    for (const name of ["dev", "staging"]) {
      const stack = stackJson(`${name}-runtime`);
      for (const type of ["google_container_cluster", "google_container_node_pool"])
        expect(stack.all(type)).toEqual({});
    }
  });

  test("R-185 R-187 a disposable one would take spot nodes, down to none", () => {
    const stack = read(
      layersOf(
        environment("dev", (spec, catalog) => {
          disposableCluster(spec, catalog);
          spec.cluster!.gpuPools.tts!.nodes = { min: 0, max: 2 };
        }),
      ).runtime,
    );
    expect(pools(stack)).toHaveLength(3);
    expect(pools(stack).map(({ node_config }) => node_config.spot)).toEqual([true, true, true]);
    const tts = pools(stack).find(({ name }) => name === "tts-gpu-pool")!;
    expect(tts.autoscaling.total_min_node_count).toBe(0);
    expect(stack.one("google_container_cluster").deletion_protection).toBe(false);
  });
});
