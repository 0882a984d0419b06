import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import { distribution, type Spread } from "../distribution";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Turns in milliseconds, requests in seconds, or the packet loss of sessions, each minute. */
function events(environment: Environment, alert: Alert, spread: Spread): InputSeries[] {
  const service = serviceOf(alert);
  const { latency, quality } = service.objectives;
  const labels = `monitored_resource="cloud_run_revision",service_name="${serviceName(environment, service)}",location="us-central1"`;
  const of = (metric: string, limit: number): InputSeries[] =>
    distribution(`logging_googleapis_com:user_${metric}`, labels, limit, spread);
  if (alert.aspect === "quality") return of("audio_packet_loss", quality.packetLossRatio);
  return service.websocket
    ? of("turn_latency", latency.milliseconds)
    : of("request_latency", latency.milliseconds / 1000);
}

export const farMissedProofs: readonly Proof[] = [
  {
    kind: "objective-far-missed",
    scenarios: (environment, alert) => {
      // Sessions end less often than turns and requests, so they are counted for longer.
      const minutes = alert.aspect === "quality" ? 10 : 5;
      return [
        {
          title: "27 of 100 a minute are beyond the objective",
          series: events(environment, alert, { below: 73, near: 0, beyond: 27 }),
          opensAtMinute: 3,
        },
        {
          title: "23 of 100 are beyond, and 17 nearly",
          series: events(environment, alert, { below: 60, near: 17, beyond: 23 }),
        },
        {
          title: `every one of 12 in ${minutes} minutes`,
          series: events(environment, alert, { below: 0, near: 0, beyond: 12 / minutes }),
          opensAtMinute: minutes === 5 ? 7 : 11,
        },
        {
          title: `every one of 8 in ${minutes} minutes`,
          series: events(environment, alert, { below: 0, near: 0, beyond: 8 / minutes }),
        },
      ];
    },
  },
];
