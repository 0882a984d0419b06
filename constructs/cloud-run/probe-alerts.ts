import type { Environment } from "../../contract/environment";
import { isRouted } from "../../contract/routes";
import type { Alert } from "../../observability/alerts/alert";
import { leastWindowSeconds } from "../../observability/metrics/metric";
import { increase, series } from "../../observability/promql";
import { serviceLogs } from "./logs";
import { cloudRun } from "./metrics";
import { serviceName } from "./names";

const windowSeconds = leastWindowSeconds(cloudRun.completedProbes);

/** Number of failed probes in the window below which an instance may only be starting slowly. */
const fewestFailed = 3;

/**
 * Alert on services behind Identity-Aware Proxy of which no instance is healthy. An
 * uptime check accepts the proxy's 401 and never reaches such a service, so Cloud Run's
 * own probes watch it from inside. Without an instance there is no probe and no alert.
 */
export function probeAlerts(environment: Environment): Alert[] {
  return environment.services
    .filter(isRouted)
    .filter(({ access, external }) => access === "iap" && external === undefined)
    .map((service): Alert => {
      const probes = (healthy: boolean): string =>
        increase(
          series(environment, cloudRun.completedProbes, {
            service_name: serviceName(environment, service),
            is_healthy: String(healthy),
          }),
          windowSeconds,
        );
      return {
        kind: "no-healthy-instance",
        subject: { kind: "service", service },
        title: "No instance is healthy",
        severity: "page",
        conditions: [
          {
            language: "promql",
            title: "every probe of every instance fails",
            value: `(${probes(false)} unless ${probes(true)} > 0)`,
            comparison: ">=",
            threshold: fewestFailed,
            forSeconds: 120,
          },
        ],
        meaning:
          "Every probe of every instance has failed for 2 minutes. The uptime check does not reach this service, since the proxy answers it.",
        logs: `${serviceLogs(environment, service)} AND log_id("run.googleapis.com/varlog/system") AND textPayload:"probe failed"`,
      };
    });
}
