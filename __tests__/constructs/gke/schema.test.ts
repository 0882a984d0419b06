import { describe, expect, test } from "vitest";
import { clusterSettings, mostNodes, workloadEntry } from "../../../constructs/gke/schema";
import { prod } from "../../reference/prod";
import { environment, issuesOf } from "../../support/environments";

const issues = (change: (cluster: any) => void): string[] =>
  issuesOf("prod", ({ cluster }) => {
    change(cluster);
  });
const line = (rest: string): string => `environments/prod.ts: cluster.${rest}`;

describe("the most nodes of a cluster", () => {
  test("are the pools' maximums and one more of each in an upgrade", () => {
    expect(mostNodes(environment("prod").cluster!)).toBe(3 + 1 + 20 + 1 + 10 + 1);
  });
});

describe("the settings of a cluster", () => {
  test("refuse Autopilot, which takes no pools", () => {
    expect(issues((cluster) => (cluster.mode = "autopilot"))).toEqual([
      line(
        "mode: must be 'standard': an Autopilot cluster makes its own nodes and excludes gpuPools and systemPool, got 'autopilot'",
      ),
    ]);
  });

  test("refuse the mode in another case", () => {
    expect(issues((cluster) => (cluster.mode = "Standard"))).toEqual([
      line("mode: must be in lower case; write 'standard', got 'Standard'"),
    ]);
  });

  test.each(["us-central1-a", "us-central1", "europe-west12-b"])("take %s as a location", (location) => {
    expect(clusterSettings.shape.location.safeParse(location).success).toBe(true);
  });

  test.each(["us", "us-central1-a-b", "us-central1a", "US-CENTRAL1"])("refuse %s as a location", (location) => {
    expect(issues((cluster) => (cluster.location = location))).toContain(
      line(`location: must be a region like 'us-central1' or a zone like 'us-central1-a', got '${location}'`),
    );
  });

  test("let nobody in by omission", () => {
    expect(issues((cluster) => (cluster.authorizedNetworks = {}))).toEqual([
      line("authorizedNetworks: must name at least one network, or nobody can reach the control plane"),
    ]);
  });

  test("let the whole internet in for nobody", () => {
    expect(issues((cluster) => (cluster.authorizedNetworks.all = "0.0.0.0/0"))).toEqual([
      line("authorizedNetworks.all: '0.0.0.0/0' is the whole internet; name the sources one by one"),
    ]);
  });

  test("refuse a channel without upgrades", () => {
    expect(issues((cluster) => (cluster.releaseChannel = "UNSPECIFIED"))).toHaveLength(1);
  });

  test("refuse more nodes at the least than at the most", () => {
    expect(issues(({ gpuPools }) => (gpuPools.tts.nodes = { min: 3, max: 2 }))).toEqual([
      line("gpuPools.tts.nodes: min is 3, above max, which is 2; lower min to 2 or raise max to 3"),
    ]);
  });

  test("refuse a share of a GPU with nobody", () => {
    expect(issues(({ gpuPools }) => (gpuPools.tts.timeSharing = { maxClientsPerGpu: 1 }))).toHaveLength(1);
    expect(issues(({ gpuPools }) => (gpuPools.tts.timeSharing = { maxClientsPerGpu: 49 }))).toHaveLength(1);
    expect(issues(({ gpuPools }) => (gpuPools.tts.timeSharing = { maxClientsPerGpu: 48 }))).toEqual([]);
  });

  test("refuse a pool without a zone, and what is no zone", () => {
    expect(issues(({ gpuPools }) => (gpuPools.tts.zones = []))).toHaveLength(1);
    expect(issues(({ gpuPools }) => (gpuPools.tts.zones = ["us-central1"]))).toEqual([
      line("gpuPools.tts.zones.0: must be a zone like 'us-central1-a', got 'us-central1'"),
    ]);
  });

  test("are prod's, unchanged", () => {
    expect(clusterSettings.parse(prod.cluster)).toEqual(prod.cluster);
  });
});

describe("a workload", () => {
  test("touches nothing that it does not declare", () => {
    expect(workloadEntry.parse({ namespace: "synthesis" })).toEqual({ namespace: "synthesis", reads: [], writes: [] });
  });
});
