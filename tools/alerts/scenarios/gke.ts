import type { Environment } from "../../../contract/environment";
import type { InputSeries, Proof } from "../scenario";

const cluster = ({ namePrefix }: Environment): string => `${namePrefix}-gpu`;

const restarts = (cluster: string, namespace: string, pod: string, values: string): InputSeries => ({
  series: `kubernetes_io:container_restart_count{cluster_name="${cluster}",location="us-central1",namespace_name="${namespace}",pod_name="${pod}",container_name="server"}`,
  values,
});

/** Series of a pool's nodes, named as GKE names them. */
const nodes = (cluster: string, pool: string, count: number): InputSeries[] =>
  Array.from({ length: count }, (_, index) => ({
    series: `kubernetes_io:node_cpu_allocatable_utilization{cluster_name="${cluster}",location="us-central1",node_name="gke-${cluster}-${pool}-3f2a9c1b-${String(index).padStart(4, "x")}"}`,
    values: "0.4+0x30",
  }));

const memory = (cluster: string, node: string, type: string, value: number): InputSeries => ({
  series: `kubernetes_io:node_memory_allocatable_utilization{cluster_name="${cluster}",location="us-central1",node_name="${node}",memory_type="${type}",component="system"}`,
  values: `${value}+0x30`,
});

export const gkeProofs: readonly Proof[] = [
  {
    kind: "gpu-container-restarts",
    scenarios: (environment) => {
      const name = cluster(environment);
      const { namespace } = Object.values(environment.workloads)[0]!;
      return [
        {
          title: "one pod restarts four times, the last in minute 12",
          series: [
            restarts(name, namespace, "speech-a", "0+0x5 1 1 2 2 3 3 4+0x30"),
            restarts(name, namespace, "speech-b", "0+0x40"),
          ],
          opensAtMinute: 13,
        },
        {
          title: "three restarts of each pod",
          series: [
            restarts(name, namespace, "speech-a", "0+0x5 1 1 1 1 2 2 3+0x30"),
            restarts(name, namespace, "speech-b", "0+0x6 1 1 1 2 2 3+0x30"),
          ],
        },
        { title: "nine restarts last week", series: [restarts(name, namespace, "speech-a", "9+0x40")] },
        {
          title: "what is Google's, or another cluster's, restarts all the time",
          series: [
            restarts(name, "kube-system", "nvidia-gpu-device-plugin-a", "0+1x40"),
            restarts("analytics", namespace, "speech-a", "0+1x40"),
          ],
        },
      ];
    },
  },
  {
    kind: "gpu-pool-saturation",
    scenarios: (environment, { aspect = "" }) => {
      const name = cluster(environment);
      const { max } = environment.cluster!.gpuPools[aspect]!.nodes;
      const others = [
        ...Object.keys(environment.cluster!.gpuPools)
          .filter((key) => key !== aspect)
          .flatMap((key) => nodes(name, `${key}-gpu-pool`, 30)),
        ...nodes(name, "system-pool", 3),
        ...nodes("analytics", `${aspect}-gpu-pool`, 30),
      ];
      return [
        {
          title: `all of ${max} nodes`,
          series: [...nodes(name, `${aspect}-gpu-pool`, max), ...others],
          opensAtMinute: 15,
        },
        { title: "one node fewer", series: [...nodes(name, `${aspect}-gpu-pool`, max - 1), ...others] },
      ];
    },
  },
  {
    kind: "gpu-node-memory",
    scenarios: (environment) => {
      const name = cluster(environment);
      const of = (value: number): InputSeries[] => [
        memory(name, "gke-node-a", "non-evictable", value),
        memory(name, "gke-node-a", "evictable", 0.05),
        memory(name, "gke-node-b", "non-evictable", 0.3),
        memory(name, "gke-node-b", "evictable", 0.69),
      ];
      return [
        { title: "one of two nodes uses 95 %", series: of(0.95), opensAtMinute: 10 },
        { title: "it uses 85 %", series: of(0.85) },
        {
          title: "caches take 95 %, and another cluster's node is full",
          series: [
            memory(name, "gke-node-a", "evictable", 0.95),
            memory("analytics", "gke-node-a", "non-evictable", 0.99),
          ],
        },
      ];
    },
  },
];
