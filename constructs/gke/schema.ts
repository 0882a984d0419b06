import { z } from "zod";
import { bounds, slug, privateRange, region, sourceRange, wholeNumber, zone } from "../../contract/fields";

const nodes = z
  .strictObject({ min: wholeNumber.min(0), max: wholeNumber.min(1).max(1000) })
  .superRefine(bounds("min", "max"));
const machineType = z.string().regex(/^[a-z][a-z0-9]*-[a-z]+-\d+$/, "must be a machine type like 'n1-standard-4'");

/** A node pool with accelerators. */
const gpuPool = z.strictObject({
  machineType,
  accelerator: z.strictObject({
    /** Google's name, such as `nvidia-tesla-t4`. */
    type: z.string().regex(/^nvidia-[a-z0-9-]+$/, "must be an accelerator like 'nvidia-tesla-t4'"),
    count: wholeNumber.min(1).max(16),
  }),
  /** Zones that have the accelerator; `gcloud compute accelerator-types list` tells. */
  zones: z.array(zone).min(1),
  /** Nodes over all zones. */
  nodes,
  /** Containers that take turns on one GPU. @default - each GPU serves one container */
  timeSharing: z.strictObject({ maxClientsPerGpu: wholeNumber.min(2).max(48) }).optional(),
});
export type GpuPool = z.output<typeof gpuPool>;

/** The GPU cluster of one environment. */
export const clusterSettings = z.strictObject({
  /** Autopilot makes its own nodes and takes no pools. */
  mode: z.literal("standard", {
    error: ({ input }) =>
      typeof input === "string" && input.toLowerCase() === "standard"
        ? "must be in lower case; write 'standard'"
        : "must be 'standard': an Autopilot cluster makes its own nodes and excludes gpuPools and systemPool",
  }),
  /** A region, or a zone for a control plane without redundancy. In the primary region, whose `clusterRanges` it takes. */
  location: z.union([region, zone], { error: "must be a region like 'us-central1' or a zone like 'us-central1-a'" }),
  releaseChannel: z.enum(["RAPID", "REGULAR", "STABLE"]),
  /** Range of the control plane; a /28 of its own. */
  controlPlaneRange: privateRange,
  /** Who may reach the control plane, by a name that says who it is. */
  authorizedNetworks: z
    .record(slug, sourceRange)
    .refine(
      (networks) => Object.keys(networks).length > 0,
      "must name at least one network, or nobody can reach the control plane",
    ),
  /** Nodes for what is not synthesis: Kubernetes' own workloads. */
  systemPool: z.strictObject({ machineType, nodes }),
  gpuPools: z.record(slug, gpuPool),
});
export type ClusterSettings = z.output<typeof clusterSettings>;

/** Google's default, of which a range of pods is counted. */
export const maxPodsPerNode = 110;

/** Boot disks of a machine; GB. Images of models are large. */
export const bootDiskGb = { system: 50, gpu: 100 };

/** Machines that an upgrade adds to a pool before it takes one away. */
export const surgeNodes = 1;

/** Machines at the pools' maximum and while each is upgraded. */
export function mostNodes({ systemPool, gpuPools }: ClusterSettings): number {
  return [systemPool, ...Object.values(gpuPools)].reduce((sum, { nodes: { max } }) => sum + max + surgeNodes, 0);
}

/** A workload of the cluster: a Kubernetes service account and what it may touch. */
export const workloadEntry = z.strictObject({
  /** Kubernetes namespace; the service account has the workload's key as its name. */
  namespace: slug.refine((name) => !name.startsWith("kube-"), "must not start with 'kube-', which Kubernetes reserves"),
  /** Buckets whose objects it reads. */
  reads: z.array(slug).default([]),
  /** Buckets whose objects it reads, adds, replaces and deletes. */
  writes: z.array(slug).default([]),
});
export type WorkloadEntry = z.output<typeof workloadEntry>;
