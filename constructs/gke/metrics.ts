import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const container: MonitoredResource = {
  type: "k8s_container",
  labels: ["cluster_name", "namespace_name", "pod_name", "container_name"],
};
const node: MonitoredResource = { type: "k8s_node", labels: ["cluster_name", "node_name"] };

/** Metrics of the GPU cluster. Duty cycles are in percent, utilizations are shares. */
export const kubernetes = {
  restarts: {
    type: "kubernetes.io/container/restart_count",
    resource: container,
    labels: [],
    kind: "CUMULATIVE",
    valueType: "INT64",
    unit: "1",
    meaning: "Restarts of a container since it was made.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Kubernetes metrics"',
  },
  gpuDutyCycle: {
    type: "kubernetes.io/node/accelerator/duty_cycle",
    resource: node,
    labels: ["make", "accelerator_id", "model"],
    kind: "GAUGE",
    valueType: "DOUBLE",
    unit: "percent",
    meaning: "Percent of the sample in which a GPU was busy.",
    samplePeriodSeconds: 60,
    source: 'Google, "Kubernetes metrics"',
  },
  nodeCpuUtilization: {
    type: "kubernetes.io/node/cpu/allocatable_utilization",
    resource: node,
    labels: [],
    kind: "GAUGE",
    valueType: "DOUBLE",
    unit: "1",
    meaning: "Share of a node's allocatable CPU in use.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 240,
    source: 'Google, "Kubernetes metrics"',
  },
  nodeMemoryUtilization: {
    type: "kubernetes.io/node/memory/allocatable_utilization",
    resource: node,
    labels: ["memory_type", "component"],
    kind: "GAUGE",
    valueType: "DOUBLE",
    unit: "1",
    meaning: "Share of a node's allocatable memory in use.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Kubernetes metrics"',
  },
} satisfies Readonly<Record<string, Metric>>;
