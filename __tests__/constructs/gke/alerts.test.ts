import { describe, expect, test } from "vitest";
import { alertName, type Alert, type LogCondition } from "../../../observability/alerts/alert";
import { gkeAlerts } from "../../../constructs/gke/alerts";
import { gpuPoolName } from "../../../constructs/gke/names";
import { environment } from "../../support/environments";

const ids = (alerts: readonly Alert[]): string[] => alerts.map(({ kind, aspect }) => [kind, aspect].join(" ").trim());

describe("the alerts of the GPU cluster", () => {
  test("are these in production, and none where there is no cluster", () => {
    expect(ids(gkeAlerts(environment("prod")))).toEqual([
      "gpu-container-restarts",
      "gpu-pool-saturation lip-sync",
      "gpu-pool-saturation tts",
      "gpu-pool-cannot-grow",
      "gpu-node-memory",
    ]);
    expect(gkeAlerts(environment("dev"))).toEqual([]);
    expect(gkeAlerts(environment("staging"))).toEqual([]);
  });

  test("count a pool's nodes by their names, against its own maximum", () => {
    const changed = environment("prod", (spec) => {
      spec.cluster!.gpuPools.tts!.nodes.max = 12;
    });
    expect(gkeAlerts(changed)[2]!.conditions).toMatchObject([
      {
        value:
          'count(kubernetes_io:node_cpu_allocatable_utilization{project_id="parley-audio-prod",cluster_name="parley-gpu",node_name=~"gke-parley-gpu-tts-gpu-pool-[0-9a-f]+-[0-9a-z]+"})',
        comparison: ">=",
        threshold: 12,
        forSeconds: 900,
      },
    ]);
  });

  test("never call a pool of a fixed size full, which it always is", () => {
    const fixed = environment("prod", (spec) => {
      spec.cluster!.gpuPools.tts!.nodes = { min: 2, max: 2 };
    });
    expect(ids(gkeAlerts(fixed))).not.toContain("gpu-pool-saturation tts");
  });

  test("count restarts in the workloads' namespaces only, and in none where there are no workloads", () => {
    const two = environment("prod", (_, catalog) => {
      catalog.workloads.training = { namespace: "batch" };
    });
    expect(gkeAlerts(two)[0]!.conditions).toMatchObject([
      {
        value:
          'max by (namespace_name, container_name) (increase(kubernetes_io:container_restart_count{project_id="parley-audio-prod",cluster_name="parley-gpu",namespace_name=~"batch|synthesis"}[30m]))',
        comparison: ">=",
        threshold: 4,
      },
    ]);
    const none = environment("prod", (_, catalog) => {
      catalog.workloads = {};
    });
    expect(ids(gkeAlerts(none))).not.toContain("gpu-container-restarts");
  });

  test("read what the autoscaler tried in vain, and what it did not try unless a GPU pool is full", () => {
    const { filter } = gkeAlerts(environment("prod"))[3]!.conditions[0] as LogCondition;
    const [log, cluster, ...rest] = filter.split(" AND ");
    expect(log).toBe(
      'logName="projects/parley-audio-prod/logs/container.googleapis.com%2Fcluster-autoscaler-visibility"',
    );
    expect(cluster).toBe('resource.labels.cluster_name="parley-gpu"');
    expect(rest.join(" AND ")).toBe(
      '(jsonPayload.resultInfo.results.errorMsg.messageId=~"^scale[.]up[.]error[.]" OR (jsonPayload.noDecisionStatus.noScaleUp:* AND NOT (jsonPayload.noDecisionStatus.noScaleUp.skippedMigs.mig.nodepool=~"-gpu-pool$" AND jsonPayload.noDecisionStatus.noScaleUp.skippedMigs.reason.parameters="max node group size reached")))',
    );
    expect(gpuPoolName("tts")).toMatch(/-gpu-pool$/);
  });

  // As Google's documentation lists them.
  test.each([
    ["scale.up.error.out.of.resources", true],
    ["scale.up.error.quota.exceeded", true],
    ["scale.up.error.ip.space.exhausted", true],
    ["scale.up.error.waiting.for.instances.timeout", true],
    ["scale.down.error.failed.to.evict.pods", false],
  ])("open at %s: %s", (messageId, opens) => {
    const { filter } = gkeAlerts(environment("prod"))[3]!.conditions[0] as LogCondition;
    expect(new RegExp(/messageId=~"([^"]+)"/.exec(filter)![1]!).test(messageId)).toBe(opens);
  });

  test("judge a node by the memory that the kernel cannot give back", () => {
    expect(gkeAlerts(environment("prod")).at(-1)!.conditions).toMatchObject([
      {
        value:
          'max by (node_name) (kubernetes_io:node_memory_allocatable_utilization{project_id="parley-audio-prod",cluster_name="parley-gpu",memory_type="non-evictable"})',
        threshold: 0.9,
        forSeconds: 600,
      },
    ]);
  });

  test("wake nobody and have titles of their own", () => {
    const alerts = gkeAlerts(environment("prod"));
    expect(alerts.every(({ severity }) => severity === "ticket")).toBe(true);
    expect(new Set(alerts.map(alertName)).size).toBe(alerts.length);
  });
});
