import type { Environment } from "../../contract/environment";
import type { Tile } from "../../observability/dashboards/grid";
import { chart } from "../../observability/dashboards/tiles";
import { series } from "../../observability/promql";
import { kubernetes } from "./metrics";
import { clusterName } from "./names";

/** Charts of GPU utilization, by which a HorizontalPodAutoscaler scales workloads. */
export function gkeTiles(environment: Environment): Tile[] {
  if (environment.cluster === undefined) return [];
  const busy = series(environment, kubernetes.gpuDutyCycle, { cluster_name: clusterName(environment) });
  return [
    chart({
      title: "GPU duty cycle: time in which GPUs were busy",
      axis: "percent of the time",
      unit: "%",
      lines: [
        { legend: "average", query: `avg(${busy})` },
        { legend: "busiest", query: `max(${busy})` },
      ],
    }),
  ];
}
