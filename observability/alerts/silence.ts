import { serviceLogs } from "../../constructs/cloud-run/logs";
import { serviceName } from "../../constructs/cloud-run/names";
import type { Environment } from "../../contract/environment";
import { logMetrics } from "../metrics/log-based";
import { leastWindowSeconds } from "../metrics/metric";
import { userRequests } from "../metrics/user-requests";
import { increase, series } from "../promql";
import { pageSeconds, type Alert } from "./alert";

const windowSeconds = leastWindowSeconds(userRequests.all);

/** Sessions that start, or connections that end, in the window; with fewer, users may just be silent. */
const fewest = 5;

/**
 * Alerts on WebSocket services that converse with nobody: users come, and no turn is
 * answered. No request fails then, and no latency is measured: the model hangs, or the
 * service has stopped writing its lines.
 */
export function silenceAlerts(environment: Environment): Alert[] {
  return environment.services
    .filter(({ websocket }) => websocket)
    .map((service): Alert => {
      const labels = { service_name: serviceName(environment, service) };
      const sessions = increase(series(environment, logMetrics.sessionsStarted, labels), windowSeconds);
      // A scanner that asks for what is not there is no user.
      const accepted = series(environment, userRequests.all, { ...labels, status: "!~4.." });
      const connections = increase(accepted, windowSeconds);
      const turns = increase(series(environment, logMetrics.turnLatency, labels, "_count"), windowSeconds);
      // Distinct labels, or the first of the two would hide the second.
      const users = `max(${labelled(sessions, "sessions")} or ${labelled(connections, "connections")})`;
      return {
        kind: "no-turns",
        subject: { kind: "service", service },
        title: "No turn is answered",
        severity: "page",
        conditions: [
          {
            language: "promql",
            title: "sessions start or connections end, and no turn is answered",
            value: `(${users} unless ${turns} > 0)`,
            comparison: ">=",
            threshold: fewest,
            forSeconds: pageSeconds,
          },
        ],
        meaning: `${fewest} or more sessions have started or connections have ended within ${windowSeconds / 60} minutes, and no turn was answered: users speak and hear nothing.`,
        logs: `${serviceLogs(environment, service)} AND severity>=WARNING`,
      };
    });
}

const labelled = (query: string, of: string): string => `label_replace(${query}, "of", "${of}", "", "")`;
