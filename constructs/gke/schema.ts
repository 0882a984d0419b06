import { z } from "zod";
import { bounds, slug, privateRange, region, sourceRange, wholeNumber, zone } from "../../contract/fields";

const nodes = z
  .strictObject({ min: wholeNumber.min(0), max: wholeNumber.min(1).max(1000) })
  .superRefine(bounds("min", "max"));
const machineType = z.string().regex(/^[a-z][a-z0-9]*-[a-z]+-\d+$/, "must be a machine type like 'n1-standard-4'");

/** A node pool with GPUs. */
const gpuPool = z.strictObject({
  machineType,
  accelerator: z.strictObject({
    /** Google's name of the GPU, such as `nvidia-tesla-t4`. */
    type: z.string().regex(/^nvidia-[a-z0-9-]+$/, "must be an accelerator like 'nvidia-tesla-t4'"),
    count: wholeNumber.min(1).max(16),
  }),
  /** Zones that offer the GPU, from `gcloud compute accelerator-types list`. */
  zones: z.array(zone).min(1),
  /** Minimum and maximum number of nodes over all zones. */
  nodes,
  /** Number of containers that share one GPU by time-sharing. @default - each GPU serves one container */
  timeSharing: z.strictObject({ maxClientsPerGpu: wholeNumber.min(2).max(48) }).optional(),
});
export type GpuPool = z.output<typeof gpuPool>;

/** The GPU cluster of one environment. */
export const clusterSettings = z.strictObject({
  /** Standard only: Autopilot creates its own nodes and accepts no node pools. */
  mode: z.literal("standard", {
    error: ({ input }) =>
      typeof input === "string" && input.toLowerCase() === "standard"
        ? "must be in lower case; write 'standard'"
        : "must be 'standard': an Autopilot cluster makes its own nodes and excludes gpuPools and systemPool",
  }),
  /** The primary region, or one of its zones for a control plane without redundancy. The cluster uses the region's `clusterRanges`. */
  location: z.union([region, zone], { error: "must be a region like 'us-central1' or a zone like 'us-central1-a'" }),
  releaseChannel: z.enum(["RAPID", "REGULAR", "STABLE"]),
  /** Range of the control plane: a /28 that nothing else uses. */
  controlPlaneRange: privateRange,
  /** Map from a descriptive name to a source range that may reach the control plane. */
  authorizedNetworks: z
    .record(slug, sourceRange)
    .refine(
      (networks) => Object.keys(networks).length > 0,
      "must name at least one network, or nobody can reach the control plane",
    ),
  /** Node pool without GPUs, for Kubernetes' own workloads. */
  systemPool: z.strictObject({ machineType, nodes }),
  gpuPools: z.record(slug, gpuPool),
});
export type ClusterSettings = z.output<typeof clusterSettings>;

/** Google's default, by which the size of the pods' range is calculated. */
export const maxPodsPerNode = 110;

/** Boot disk of a node; GB. Container images with models are large. */
export const bootDiskGb = { system: 50, gpu: 100 };

/** Nodes that an upgrade adds to a pool before it removes one (max surge). */
export const surgeNodes = 1;

/** Highest number of nodes: every pool at its maximum, plus the surge nodes of an upgrade. */
export function mostNodes({ systemPool, gpuPools }: ClusterSettings): number {
  return [systemPool, ...Object.values(gpuPools)].reduce((sum, { nodes: { max } }) => sum + max + surgeNodes, 0);
}

/** A workload of the cluster: a Kubernetes service account and its access to buckets. */
export const workloadEntry = z.strictObject({
  /** Kubernetes namespace. The workload's key is the name of its Kubernetes service account. */
  namespace: slug.refine((name) => !name.startsWith("kube-"), "must not start with 'kube-', which Kubernetes reserves"),
  /** Buckets whose objects the workload reads. */
  reads: z.array(slug).default([]),
  /** Buckets whose objects the workload reads, adds, replaces and deletes. */
  writes: z.array(slug).default([]),
});
export type WorkloadEntry = z.output<typeof workloadEntry>;
