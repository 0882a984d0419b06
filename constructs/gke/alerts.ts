import type { Environment } from "../../contract/environment";
import { kubernetes } from "./metrics";
import { percent } from "../../observability/percent";
import { series, window } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { autoscalerLogs, clusterLogs } from "./logs";
import { clusterName, gpuPoolName } from "./names";

/** Number of restarts that indicates a crash loop, in which a container restarts about every 5 minutes once Kubernetes backs off. */
const tooManyRestarts = 4;
const restartWindowSeconds = 1800;

const highMemory = 0.9;

const subject = { kind: "cluster" } as const;

/** Alerts on the GPU cluster: crash loops, saturation, and pools that cannot grow. */
export function gkeAlerts(environment: Environment): Alert[] {
  if (environment.cluster === undefined) return [];
  return [...restarts(environment), ...saturation(environment), cannotGrow(environment), nodeMemory(environment)];
}

/**
 * Restarts in the workloads' namespaces only: Google is responsible for its own. The
 * worst pod counts, since one restart of each pod, as after an upgrade, is no crash loop.
 */
function restarts(environment: Environment): Alert[] {
  const namespaces = [...new Set(Object.values(environment.workloads).map(({ namespace }) => namespace))].sort();
  if (namespaces.length === 0) return [];
  const counted = series(environment, kubernetes.restarts, {
    cluster_name: clusterName(environment),
    namespace_name: `=~${namespaces.join("|")}`,
  });
  return [
    {
      kind: "gpu-container-restarts",
      subject,
      title: "Containers restart",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `a container of one pod restarts ${tooManyRestarts} times in half an hour`,
          value: `max by (namespace_name, container_name) (increase(${counted}[${window(restartWindowSeconds)}]))`,
          comparison: ">=",
          threshold: tooManyRestarts,
          forSeconds: 60,
        },
      ],
      meaning: `A workload's container has restarted ${tooManyRestarts} times or more in one pod within half an hour: it crashes, or its probes fail.`,
      logs: `${clusterLogs(environment)} AND severity>=ERROR`,
    },
  ];
}

/**
 * Alert on pools at their maximum size. No metric reports the size of a pool, so
 * nodes are counted by name, which starts with the cluster's and the pool's name. A
 * pool of a fixed size is always at its maximum and has no alert.
 */
function saturation(environment: Environment): Alert[] {
  const pools = environment.cluster!.gpuPools;
  return Object.keys(pools)
    .sort()
    .filter((key) => pools[key]!.nodes.min < pools[key]!.nodes.max)
    .map((key): Alert => {
      const { max } = pools[key]!.nodes;
      const cluster = clusterName(environment);
      const nodes = series(environment, kubernetes.nodeCpuUtilization, {
        cluster_name: cluster,
        node_name: `=~gke-${cluster}-${gpuPoolName(key)}-[0-9a-f]+-[0-9a-z]+`,
      });
      return {
        kind: "gpu-pool-saturation",
        subject,
        aspect: key,
        title: "Pool is full",
        detail: key,
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `the pool has its ${max} nodes`,
            value: `count(${nodes})`,
            comparison: ">=",
            threshold: max,
            forSeconds: 900,
          },
        ],
        meaning: `The pool has had all of its ${max} nodes for 15 minutes: what comes next waits for a GPU.`,
        logs: autoscalerLogs(environment),
      };
    });
}

/**
 * Alert on pools that do not get a node although they are not full: Google has no such
 * machine or a quota is used up, which the autoscaler writes after it has tried, or no
 * pool can hold a pod, which it writes before. A full pool has an alert of its own, so the
 * second does not count while the autoscaler skips a GPU pool as full.
 *
 * No pool is named: an entry lists several. Fields: Google, "View cluster autoscaler
 * events". Not verified on a real entry: the words for a full pool, which are those of
 * the autoscaler's source; without them a full pool opens both tickets.
 */
function cannotGrow(environment: Environment): Alert {
  const failed = 'jsonPayload.resultInfo.results.errorMsg.messageId=~"^scale[.]up[.]error[.]"';
  const noScaleUp = "jsonPayload.noDecisionStatus.noScaleUp";
  const full = `${noScaleUp}.skippedMigs.mig.nodepool=~"-gpu-pool$" AND ${noScaleUp}.skippedMigs.reason.parameters="max node group size reached"`;
  return {
    kind: "gpu-pool-cannot-grow",
    subject,
    title: "Pool cannot grow",
    severity: "ticket",
    conditions: [
      {
        language: "log",
        title: "a pod waits for a node that no pool gets",
        filter: `${autoscalerLogs(environment)} AND (${failed} OR (${noScaleUp}:* AND NOT (${full})))`,
      },
    ],
    meaning:
      "A pod waits for a node, and no pool gets one although it is not full: Google has no such machine free, a quota is used up, or the pod fits none.",
    logs: autoscalerLogs(environment),
  };
}

function nodeMemory(environment: Environment): Alert {
  // Excludes memory that the kernel can reclaim at once.
  const memory = series(environment, kubernetes.nodeMemoryUtilization, {
    cluster_name: clusterName(environment),
    memory_type: "non-evictable",
  });
  return {
    kind: "gpu-node-memory",
    subject,
    title: "High memory utilization of a node",
    severity: "ticket",
    conditions: [
      {
        language: "promql",
        title: `more than ${percent(highMemory)} of a node's memory is in use`,
        value: `max by (node_name) (${memory})`,
        comparison: ">",
        threshold: highMemory,
        forSeconds: 600,
      },
    ],
    meaning: `A node has used more than ${percent(highMemory)} of the memory that its containers may have for 10 minutes; Kubernetes evicts some of them next.`,
    logs: clusterLogs(environment),
  };
}
