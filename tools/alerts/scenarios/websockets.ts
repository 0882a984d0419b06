import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Connections of an alert's service that close each minute, by reason. */
function closes(environment: Environment, alert: Alert, reasons: Readonly<Record<string, number>>): InputSeries[] {
  const name = serviceName(environment, serviceOf(alert));
  return Object.entries(reasons).map(([reason, perMinute]) => ({
    series: `logging_googleapis_com:user_websocket_closes{monitored_resource="cloud_run_revision",service_name="${name}",location="us-central1",reason="${reason}"}`,
    values: `0+${perMinute}x30`,
  }));
}

export const websocketProofs: readonly Proof[] = [
  {
    kind: "websocket-disconnections",
    scenarios: (environment, alert) => [
      {
        title: "11 of 100 connections a minute break",
        series: closes(environment, alert, {
          client_closed: 60,
          max_duration: 29,
          network_error: 6,
          server_restart: 2,
          idle_timeout: 1,
          internal_error: 1,
          protocol_error: 1,
        }),
        opensAtMinute: 7,
      },
      {
        title: "9 of 100 break, and as many are as old as a connection may be",
        series: closes(environment, alert, { client_closed: 82, max_duration: 9, network_error: 9 }),
      },
      {
        title: "1 of 3 breaks each minute, 15 in a quarter of an hour",
        series: closes(environment, alert, { client_closed: 2, network_error: 1 }),
      },
    ],
  },
];
