import type { Environment, Service } from "../../contract/environment";
import { rollbackShare } from "../../contract/objectives";
import { serviceName } from "../../constructs/cloud-run/names";
import { leastWindowSeconds } from "../metrics/metric";
import { failedLogsOf } from "../metrics/request-log";
import { userRequests } from "../metrics/user-requests";
import { percent } from "../percent";
import { increase, rate, series } from "../promql";
import { pageSeconds, type Alert, type PromqlCondition } from "./alert";

/** Number of failed requests in the window below which a share is not meaningful: one failed request of two is not an outage. */
const fewestFailed = 5;

/** Share of failed requests that counts as all. */
const allRequestsShare = 0.99;

/** Alerts on requests that failed. For a WebSocket service these are connections that were not accepted, or that the service broke. */
export function errorAlerts(environment: Environment): Alert[] {
  return environment.services.flatMap((service): Alert[] => {
    const events = service.websocket ? "connections" : "requests";
    const how = service.websocket
      ? " (a 5xx status, no free instance, or broken by the service)"
      : " (a 5xx status, or no free instance)";
    const shared = {
      subject: { kind: "service", service },
      severity: "page",
      logs: failedLogsOf(environment, service),
    } as const;
    return [
      {
        ...shared,
        kind: "error-ratio",
        title: "High error ratio",
        conditions: [shareFails(environment, service, service.errorRatio, 300)],
        meaning: `More than ${percent(service.errorRatio)} of the ${events} of 5 minutes have failed${how}.`,
      },
      {
        ...shared,
        kind: "error-ratio-rollback",
        title: "Error ratio asks for a rollback",
        conditions: [shareFails(environment, service, rollbackShare, 600)],
        meaning: `More than ${percent(rollbackShare)} of the ${events} of 10 minutes have failed${how}; if a release is younger than the failures, roll it back.`,
      },
      {
        ...shared,
        kind: "all-requests-fail",
        title: "All requests fail",
        conditions: [shareFails(environment, service, allRequestsShare, leastWindowSeconds(userRequests.all))],
        meaning: `More than ${percent(allRequestsShare)} of the ${events} have failed for 2 minutes${how}: the service is down for everybody who reaches it.`,
      },
    ];
  });
}

/** Condition: the share of a service's requests that failed in a window exceeds a value. Without requests there is no share. */
function shareFails(environment: Environment, service: Service, share: number, windowSeconds: number): PromqlCondition {
  const labels = { service_name: serviceName(environment, service) };
  const requests = series(environment, userRequests.all, labels);
  const failed = series(environment, userRequests.failed, labels);
  return {
    language: "promql",
    title: `more than ${percent(share)} of ${service.websocket ? "connections" : "requests"} fail`,
    value: `${rate(failed, windowSeconds)} / ${rate(requests, windowSeconds)}`,
    comparison: ">",
    threshold: share,
    guards: [`${increase(failed, windowSeconds)} >= ${fewestFailed}`],
    forSeconds: pageSeconds,
  };
}
