import { serviceLogs } from "../../constructs/cloud-run/logs";
import type { Environment, Service } from "../../contract/environment";
import { rollbackShare } from "../../contract/objectives";
import { cloudRun } from "../../constructs/cloud-run/metrics";
import { serviceName } from "../../constructs/cloud-run/names";
import { leastWindowSeconds } from "../metrics/metric";
import { percent } from "../percent";
import { increase, rate, series } from "../promql";
import type { Alert, PromqlCondition } from "./alert";

/** Requests a minute below which a share is not meaningful: one failed request of two is not an outage. */
const fewestRequestsAMinute = 2;

/** Share of failed requests that counts as all. */
const allRequestsShare = 0.99;

/** Alerts on responses with a 5xx status. For a WebSocket service these are failed handshakes and connections that ended with an error. */
export function errorAlerts(environment: Environment): Alert[] {
  return environment.services.flatMap((service): Alert[] => {
    const shared = {
      subject: { kind: "service", service },
      severity: "page",
      logs: `${serviceLogs(environment, service)} AND (httpRequest.status>=500 OR severity>=ERROR)`,
    } as const;
    return [
      {
        ...shared,
        kind: "error-ratio",
        title: "High error ratio",
        conditions: [shareFails(environment, service, service.errorRatio, 300, 300)],
        meaning: `More than ${percent(service.errorRatio)} of the requests have failed with a 5xx status for 5 minutes.`,
      },
      {
        ...shared,
        kind: "error-ratio-rollback",
        title: "Error ratio asks for a rollback",
        conditions: [shareFails(environment, service, rollbackShare, 300, 600)],
        meaning: `More than ${percent(rollbackShare)} of the requests have failed with a 5xx status for 10 minutes; if a release is younger than the failures, roll it back.`,
      },
      {
        ...shared,
        kind: "all-requests-fail",
        title: "All requests fail",
        conditions: [
          shareFails(environment, service, allRequestsShare, leastWindowSeconds(cloudRun.requestCount), 120),
        ],
        meaning: `More than ${percent(allRequestsShare)} of the requests have failed with a 5xx status for 2 minutes: the service is down for everybody who reaches it.`,
      },
    ];
  });
}

/** Condition: the share of a service's requests with a 5xx status in a window exceeds a value. Without requests there is no share. */
function shareFails(
  environment: Environment,
  service: Service,
  share: number,
  windowSeconds: number,
  forSeconds: number,
): PromqlCondition {
  const labels = { service_name: serviceName(environment, service) };
  const requests = series(cloudRun.requestCount, labels);
  const failed = series(cloudRun.requestCount, { ...labels, response_code_class: "5xx" });
  return {
    language: "promql",
    title: `more than ${percent(share)} of requests fail`,
    value: `${rate(failed, windowSeconds)} / ${rate(requests, windowSeconds)}`,
    comparison: ">",
    threshold: share,
    guards: [`${increase(requests, windowSeconds)} >= ${(fewestRequestsAMinute * windowSeconds) / 60}`],
    forSeconds,
  };
}
