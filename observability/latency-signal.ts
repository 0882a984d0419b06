import type { Environment, Service } from "../contract/environment";
import { pushPaths } from "../contract/queues";
import { cloudRun } from "../constructs/cloud-run/metrics";
import { serviceName } from "../constructs/cloud-run/names";
import { loadBalancing } from "../constructs/load-balancing/metrics";
import { backendName } from "../constructs/load-balancing/names";
import { logMetrics } from "./metrics/log-based";
import type { Metric } from "./metrics/metric";
import type { Labels } from "./promql";

/** The distribution that measures a service's latency in milliseconds, and the labels of its series. */
export interface LatencySignal {
  readonly metric: Metric;
  readonly labels: Labels;
  /** The measured event. */
  readonly event: "turn" | "request";
}

/**
 * The source of a service's latency.
 *
 * The request of a WebSocket lasts as long as the conversation, so a WebSocket service
 * is measured by the turns in its log. A job that Pub/Sub pushes is a request of
 * minutes, so a service with a queue is measured at the load balancer, which jobs do
 * not pass. All other services are measured by Cloud Run.
 */
export function latencySignal(environment: Environment, service: Service): LatencySignal {
  const labels = { service_name: serviceName(environment, service) };
  if (service.websocket) return { metric: logMetrics.turnLatency, labels, event: "turn" };
  if (pushPaths(service).length > 0 && service.route !== undefined) {
    const backend = { backend_target_name: backendName(environment, service.slug) };
    return { metric: loadBalancing.backendLatencies, labels: backend, event: "request" };
  }
  return { metric: cloudRun.requestLatencies, labels, event: "request" };
}
