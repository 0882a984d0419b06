import { slowerThan } from "../../constructs/cloud-logging/logs";
import { serviceLogs } from "../../constructs/cloud-run/logs";
import { balancedLogs } from "../../constructs/load-balancing/logs";
import type { Environment, Service } from "../../contract/environment";
import type { LogLine } from "../../log-contract/log-line";
import { turnCompleted } from "../../log-contract/turn-completed";
import { latencySignal } from "../latency-signal";
import { loadBalancing } from "../../constructs/load-balancing/metrics";

/** Filter for requests or turns of a service that took longer, in the log of the component that measures its latency. */
export function slowerLogs(environment: Environment, service: Service, milliseconds: number): string {
  const { event, metric } = latencySignal(environment, service);
  if (event === "turn")
    return `${serviceLogs(environment, service)} AND jsonPayload.message="${turnCompleted.message}" AND jsonPayload.${turnCompleted.metrics.turnLatency.field}>${milliseconds}`;
  const requests =
    metric === loadBalancing.backendLatencies ? balancedLogs(environment, service) : serviceLogs(environment, service);
  return `${requests} AND ${slowerThan(milliseconds)}`;
}

/** Filter for a line of the log contract, by its message. */
export const contractLines = ({ message }: Pick<LogLine, "message">): string =>
  `resource.type="cloud_run_revision" AND jsonPayload.message="${message}"`;
