import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Sessions that start, turns that are answered and connections that end, each minute. */
function perMinute(
  environment: Environment,
  alert: Alert,
  {
    sessions = 0,
    turns = 0,
    connections = 0,
    notFound = 0,
  }: { sessions?: number; turns?: number; connections?: number; notFound?: number },
): InputSeries[] {
  const labels = `monitored_resource="cloud_run_revision",service_name="${serviceName(environment, serviceOf(alert))}",location="us-central1"`;
  const of = (metric: string, more: string, rate: number): InputSeries => ({
    series: `logging_googleapis_com:user_${metric}{${labels}${more}}`,
    values: `0+${rate}x30`,
  });
  return [
    of("audio_sessions_started", "", sessions),
    of("turn_latency_count", "", turns),
    of("requests", ',status="101"', connections),
    of("requests", ',status="404"', notFound),
  ];
}

export const silenceProofs: readonly Proof[] = [
  {
    kind: "no-turns",
    scenarios: (environment, alert) => {
      const given = (events: Parameters<typeof perMinute>[2]): InputSeries[] => perMinute(environment, alert, events);
      return [
        {
          title: "6 sessions start in 5 minutes, and the model hangs",
          series: given({ sessions: 1.2, connections: 0.2 }),
          opensAtMinute: 7,
        },
        { title: "4 start, and nobody speaks", series: given({ sessions: 0.8 }) },
        { title: "6 start, and one turn is answered", series: given({ sessions: 1.2, turns: 0.2 }) },
        {
          title: "6 connections end in 5 minutes, and no session starts",
          series: given({ connections: 1.2 }),
          opensAtMinute: 7,
        },
        { title: "a scanner asks for what is not there, 20 times a minute", series: given({ notFound: 20 }) },
        { title: "4 end", series: given({ connections: 0.8 }) },
        { title: "6 end, and one turn is answered", series: given({ connections: 1.2, turns: 0.2 }) },
      ];
    },
  },
];
