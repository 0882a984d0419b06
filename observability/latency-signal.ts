import type { Environment, Service } from "../contract/environment";
import { pushPaths } from "../contract/queues";
import { cloudRun } from "../constructs/cloud-run/metrics";
import { serviceName } from "../constructs/cloud-run/names";
import { loadBalancing } from "../constructs/load-balancing/metrics";
import { backendName } from "../constructs/load-balancing/names";
import { logMetrics } from "./metrics/log-based";
import type { Metric } from "./metrics/metric";
import type { Labels } from "./promql";

/** A distribution in milliseconds that says how fast a service answers, and its series. */
export interface LatencySignal {
  readonly metric: Metric;
  readonly labels: Labels;
  /** What one event is: `turn` or `request`. */
  readonly event: "turn" | "request";
}

/**
 * Where a service's speed is read.
 *
 * A WebSocket's request is as long as its conversation, so its turns are read
 * from its log. A job that Pub/Sub pushes is a request of minutes, so a service
 * with a queue is read at the load balancer, which jobs do not pass. Everything
 * else is read from Cloud Run.
 */
export function latencySignal(environment: Environment, service: Service): LatencySignal {
  const labels = { service_name: serviceName(environment, service) };
  if (service.websocket) return { metric: logMetrics.turnLatency, labels, event: "turn" };
  if (pushPaths(service).length > 0 && service.route !== undefined) {
    const backend = { backend_target_name: backendName(environment, service.key) };
    return { metric: loadBalancing.backendLatencies, labels: backend, event: "request" };
  }
  return { metric: cloudRun.requestLatencies, labels, event: "request" };
}
