import { serviceName } from "../../constructs/cloud-run/names";
import type { Environment } from "../../contract/environment";
import { websocketConnectionClosed } from "../../log-contract/websocket-connection-closed";
import { logMetrics } from "../metrics/log-based";
import { percent } from "../percent";
import { increase, rate, series } from "../promql";
import type { Alert } from "./alert";
import { serviceLogs } from "./log-filters";

type Reason = (typeof websocketConnectionClosed.schema.shape.reason.options)[number];

/** Ends that are nobody's fault: the client said goodbye, or the hour was over that Cloud Run allows a request. */
const normal: readonly Reason[] = ["client_closed", "max_duration"];

/**
 * Share of connections that may break. Clients that go offline are always some;
 * a tenth means that the network, a release or the service breaks them.
 */
const brokenShare = 0.1;

/** Broken connections within the window below which a share says nothing: a tunnel that one train enters. */
const fewestBroken = 20;

/** A quarter of an hour, since conversations of minutes end far less often than requests. */
const windowSeconds = 900;

/** Connections of the WebSocket services that break rather than end. */
export function websocketAlerts(environment: Environment): Alert[] {
  return environment.services
    .filter(({ websocket }) => websocket)
    .map((service): Alert => {
      const labels = { service_name: serviceName(environment, service) };
      const closed = series(logMetrics.websocketCloses, labels);
      const broken = series(logMetrics.websocketCloses, { ...labels, reason: `!~${normal.join("|")}` });
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
