import { createHash } from "node:crypto";
import type { Environment, Service } from "../../contract/environment";
import { latencyP99 } from "../../contract/latency";
import { inUnitOf, latencySignal, type LatencySignal } from "../latency-signal";
import { serviceName } from "../../constructs/cloud-run/names";
import { leastWindowSeconds, type Metric } from "../metrics/metric";
import { pathLabel } from "../metrics/request-log";
import { userRequests } from "../metrics/user-requests";
import { percent } from "../percent";
import { moreBeyond, quantile, type Scope } from "../promql";
import type { Alert, PromqlCondition } from "./alert";
import { slowerLogs, slowerPathLogs } from "./log-filters";

const windowSeconds = (metric: Metric): number => Math.max(300, leastWindowSeconds(metric));

/** Longer than a service's window, since a single path receives fewer requests. */
const pathWindowSeconds = 1800;

/** Latency alerts for services and paths. For a WebSocket service the latency of turns counts. */
export function latencyAlerts(environment: Environment): Alert[] {
  return environment.services.flatMap((service): Alert[] => {
    return [
      ofService(environment, service, 0.95, service.latencyP95Milliseconds),
      ofService(environment, service, 0.99, latencyP99(service)),
      ...ofPaths(environment, service),
    ];
  });
}

function ofService(environment: Environment, service: Service, share: 0.95 | 0.99, milliseconds: number): Alert {
  const signal = latencySignal(environment, service);
  const percentile = Math.round(share * 100);
  const slowest = `The slowest ${slowestShare(share)} of the ${signal.event}s`;
  return {
    kind: `latency-p${percentile}`,
    subject: { kind: "service", service },
    title: `High latency (${percentile}th percentile)`,
    severity: "ticket",
    conditions: [
      slow(
        environment,
        `the slowest ${slowestShare(share)} of ${signal.event}s take more than ${milliseconds} ms`,
        share,
        signal,
        milliseconds,
        windowSeconds(signal.metric),
      ),
    ],
    meaning: `${slowest} have taken more than ${milliseconds} ms for 5 minutes.`,
    logs: slowerLogs(environment, service, milliseconds),
  };
}

/** Alerts for paths in `pathLatencyP99Milliseconds`. The contract allows only routed paths there, so the load balancer measures each. */
const ofPaths = (environment: Environment, service: Service): Alert[] =>
  Object.entries(service.pathLatencyP99Milliseconds).map(([path, milliseconds]) => ({
    kind: "path-latency-p99",
    subject: { kind: "service", service },
    aspect: pathKey(path),
    title: "High latency of a path (99th percentile)",
    detail: path,
    severity: "ticket",
    conditions: [
      slow(
        environment,
        `the slowest 1 % of requests for ${path} take more than ${milliseconds} ms`,
        0.99,
        {
          metric: userRequests.pathLatency,
          labels: { service_name: serviceName(environment, service), path: pathLabel(path) },
        },
        milliseconds,
        pathWindowSeconds,
      ),
    ],
    meaning: `The slowest 1 % of the last half hour's requests for ${path} have taken more than ${milliseconds} ms.`,
    logs: slowerPathLogs(environment, service, path, milliseconds),
  }));

/** Id of a path: `/status/*` becomes `status-` and a hash, since an id cannot contain every character of a path. */
const pathKey = (path: string): string => {
  const words = path.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...words, createHash("sha256").update(path).digest("hex").slice(0, 6)].join("-");
};

/** Number of slow events in the window below which a percentile is not meaningful. */
const fewestSlow = 5;

/** Condition on a quantile, guarded by a number of slow events. */
function slow(
  environment: Scope,
  title: string,
  share: 0.95 | 0.99,
  { metric, labels }: Pick<LatencySignal, "metric" | "labels">,
  milliseconds: number,
  seconds: number,
): PromqlCondition {
  const threshold = inUnitOf(metric, milliseconds);
  return {
    language: "promql",
    title,
    value: quantile(environment, share, metric, labels, seconds),
    comparison: ">",
    threshold,
    guards: [moreBeyond(environment, fewestSlow, threshold, metric, labels, seconds)],
    forSeconds: 300,
  };
}

const slowestShare = (share: number): string => percent(1 - share);
