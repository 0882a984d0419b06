import type { Environment } from "../../contract/environment";
import type { Tile } from "../../observability/dashboards/grid";
import { perMinuteBy } from "../../observability/dashboards/queries";
import { chart } from "../../observability/dashboards/tiles";
import { series } from "../../observability/promql";
import { loadBalancing } from "./metrics";
import { loadBalancerName } from "./names";

/** Tiles on requests to the load balancer and on requests that Cloud Armor refuses. */
export const loadBalancerTiles = (environment: Environment): Tile[] => [
  chart({
    title: "Load balancer: requests a minute, by status",
    axis: "requests a minute",
    unit: "1/min",
    lines: [
      {
        query: perMinuteBy(
          "response_code_class",
          series(environment, loadBalancing.requestCount, { url_map_name: loadBalancerName(environment, "routing") }),
        ),
      },
    ],
    plot: "STACKED_AREA",
  }),
  ...(environment.cloudArmor.enabled
    ? [
        chart({
          title: "Cloud Armor: requests a minute, blocked or not",
          axis: "requests a minute",
          unit: "1/min",
          lines: [{ query: perMinuteBy("blocked", series(environment, loadBalancing.securityPolicyRequests, {})) }],
          plot: "STACKED_AREA",
        }),
      ]
    : []),
];
