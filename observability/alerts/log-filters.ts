import { slowerThan } from "../../constructs/cloud-logging/logs";
import { serviceLogs } from "../../constructs/cloud-run/logs";
import type { Environment, Service } from "../../contract/environment";
import { pushPaths } from "../../contract/queues";
import type { LogLine } from "../../log-contract/log-line";
import { turnCompleted } from "../../log-contract/turn-completed";
import { latencySignal } from "../latency-signal";
import { pathUrls } from "../metrics/request-log";

/** Filter for requests or turns of a service that took longer, in the log by which its latency is measured. */
export function slowerLogs(environment: Environment, service: Service, milliseconds: number): string {
  const { event } = latencySignal(environment, service);
  if (event === "turn")
    return `${serviceLogs(environment, service)} AND jsonPayload.message="${turnCompleted.message}" AND jsonPayload.${turnCompleted.metrics.turnLatency.field}>${milliseconds}`;
  const jobs = pushPaths(service);
  return [
    serviceLogs(environment, service),
    ...(jobs.length === 0 ? [] : [`NOT httpRequest.requestUrl=~"${pathUrls(jobs)}"`]),
    slowerThan(milliseconds),
  ].join(" AND ");
}

/** Filter for requests to one of a service's paths that took longer. */
export const slowerPathLogs = (
  environment: Environment,
  service: Service,
  path: string,
  milliseconds: number,
): string =>
  `${serviceLogs(environment, service)} AND httpRequest.requestUrl=~"${pathUrls([path])}" AND ${slowerThan(milliseconds)}`;

/** Filter for a line of the log contract, by its message. */
export const contractLines = ({ message }: Pick<LogLine, "message">): string =>
  `resource.type="cloud_run_revision" AND jsonPayload.message="${message}"`;
