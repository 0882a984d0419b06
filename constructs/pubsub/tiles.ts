import type { Environment, Service } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import type { Tile } from "../../observability/dashboards/grid";
import { alertChart, alertsAbout, byKey } from "../../observability/dashboards/limits";
import { percentiles, perMinuteBy } from "../../observability/dashboards/queries";
import { chart } from "../../observability/dashboards/tiles";
import { logMetrics } from "../../observability/metrics/log-based";
import { series } from "../../observability/promql";
import { serviceName } from "../cloud-run/names";
import { pubsub } from "./metrics";
import { subscriptionName } from "./names";

/** Tiles on waiting messages and dead letters. */
export const backlogTiles = (alerts: readonly Alert[]): Tile[] => [
  ...alertChart(
    alertsAbout(alerts, ["queue-backlog"]),
    { title: "Queue length: messages that wait", axis: "messages", unit: "1" },
    byKey,
  ),
  ...alertChart(
    alertsAbout(alerts, ["queue-oldest-message"]),
    { title: "Age of the oldest message that waits", axis: "time", unit: "s" },
    byKey,
  ),
  ...alertChart(
    alertsAbout(alerts, ["dead-letters"]),
    { title: "Dead letters: messages that nobody could process", axis: "messages", unit: "1" },
    byKey,
  ),
];

/** Tiles on the jobs that a service receives from queues. */
export function jobTiles(environment: Environment, service: Service): Tile[] {
  const labels = { service_name: serviceName(environment, service) };
  const subscriptions = Object.keys(service.queues).sort().map(subscriptionName).join("|");
  return [
    chart({
      title: "Attempts to deliver a message a minute, by answer",
      axis: "attempts a minute",
      unit: "1/min",
      lines: [
        {
          query: perMinuteBy(
            "response_class",
            series(environment, pubsub.pushRequests, { subscription_id: `=~${subscriptions}` }),
          ),
        },
      ],
      plot: "STACKED_AREA",
    }),
    chart({
      title: "Jobs that ended a minute, by outcome",
      axis: "jobs a minute",
      unit: "1/min",
      lines: [{ query: perMinuteBy("outcome", series(environment, logMetrics.jobsCompleted, labels)) }],
      plot: "STACKED_AREA",
    }),
    chart({
      title: "Audio processing time: mixing the audio of a job",
      axis: "time",
      unit: "s",
      lines: percentiles(environment, logMetrics.audioMixingDuration, labels, 50, 95),
    }),
  ];
}
