import { serviceLogs } from "../../constructs/cloud-run/logs";
import { serviceName } from "../../constructs/cloud-run/names";
import type { Environment } from "../../contract/environment";
import { websocketConnectionClosed } from "../../log-contract/websocket-connection-closed";
import { logMetrics } from "../metrics/log-based";
import { percent } from "../percent";
import { increase, rate, series } from "../promql";
import type { Alert } from "./alert";

type Reason = (typeof websocketConnectionClosed.schema.shape.reason.options)[number];

/** Regular reasons for a close: the client closed the connection, or Cloud Run's request timeout of an hour was reached. */
const normal: readonly Reason[] = ["client_closed", "max_duration"];

/**
 * Alert threshold: share of broken connections. Some clients always go offline; a tenth
 * means that the network, a release or the service breaks connections.
 */
const brokenShare = 0.1;

/** Number of broken connections in the window below which the share is not meaningful, such as when one train enters a tunnel. */
const fewestBroken = 20;

/** A quarter of an hour, since conversations last minutes and so end far less often than requests. */
const windowSeconds = 900;

/** Alert on WebSocket connections that break instead of closing regularly. */
export function websocketAlerts(environment: Environment): Alert[] {
  return environment.services
    .filter(({ websocket }) => websocket)
    .map((service): Alert => {
      const labels = { service_name: serviceName(environment, service) };
      const closed = series(environment, logMetrics.websocketCloses, labels);
      const broken = series(environment, logMetrics.websocketCloses, { ...labels, reason: `!~${normal.join("|")}` });
      return {
        kind: "websocket-disconnections",
        subject: { kind: "service", service },
        title: "WebSocket disconnections",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `more than ${percent(brokenShare)} of closed connections broke`,
            value: `${rate(broken, windowSeconds)} / ${rate(closed, windowSeconds)}`,
            comparison: ">",
            threshold: brokenShare,
            guards: [`${increase(broken, windowSeconds)} >= ${fewestBroken}`],
            forSeconds: 300,
          },
        ],
        meaning: `More than ${percent(brokenShare)} of the connections that closed within 15 minutes, and ${fewestBroken} or more, broke; that many users lost their conversation.`,
        logs: `${serviceLogs(environment, service)} AND jsonPayload.message="${websocketConnectionClosed.message}" AND NOT jsonPayload.reason=(${normal.map((reason) => `"${reason}"`).join(" OR ")})`,
      };
    });
}
