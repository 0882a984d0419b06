import { rounded } from "../contract/rounded";
import type { Environment, Service } from "../contract/environment";
import { serviceName } from "../constructs/cloud-run/names";
import { logMetrics } from "./metrics/log-based";
import type { Metric } from "./metrics/metric";
import { userRequests } from "./metrics/user-requests";
import type { Labels } from "./promql";

/** The distribution that measures a service's latency, and the labels of its series. */
export interface LatencySignal {
  readonly metric: Metric;
  readonly labels: Labels;
  /** Unit of the distribution. */
  readonly unit: "ms" | "s";
  /** The measured event. */
  readonly event: "turn" | "request";
}

/**
 * The source of a service's latency.
 *
 * The request of a WebSocket lasts as long as the conversation, so a WebSocket service
 * is measured by the turns in its log. All other services are measured by the requests
 * of users in Cloud Run's log, without uptime checks and without the jobs that Pub/Sub
 * pushes.
 */
export function latencySignal(environment: Environment, service: Service): LatencySignal {
  const labels = { service_name: serviceName(environment, service) };
  if (service.websocket) return { metric: logMetrics.turnLatency, labels, unit: "ms", event: "turn" };
  return { metric: userRequests.latency, labels, unit: "s", event: "request" };
}

/** A latency in the unit of its metric, which is milliseconds or seconds. */
export const inUnitOf = ({ unit }: Metric, milliseconds: number): number =>
  unit === "s" ? rounded(milliseconds / 1000) : milliseconds;
