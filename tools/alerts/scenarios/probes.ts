import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import type { InputSeries, Proof } from "../scenario";
import { serviceOf } from "../service-of";

/** Probes that end each minute, by whether the container was healthy. */
const probes = (environment: Environment, alert: Alert, healthy: string, failed: string): InputSeries[] =>
  Object.entries({ true: healthy, false: failed }).map(([is, values]) => ({
    series: `run_googleapis_com:container_completed_probe_count{monitored_resource="cloud_run_revision",service_name="${serviceName(environment, serviceOf(alert))}",location="us-central1",probe_type="HTTP",is_healthy="${is}"}`,
    values,
  }));

export const probeProofs: readonly Proof[] = [
  {
    kind: "no-healthy-instance",
    scenarios: (environment, alert) => [
      {
        title: "every probe fails, one a minute",
        series: probes(environment, alert, "0+0x30", "0+1x30"),
        opensAtMinute: 5,
      },
      { title: "one instance of many is healthy", series: probes(environment, alert, "0+1x30", "0+20x30") },
      {
        title: "two probes fail in 4 minutes, while an instance starts",
        series: probes(environment, alert, "0+0x30", "0+0.5x30"),
      },
      {
        title: "probes fail for 2 minutes, and then pass",
        series: probes(environment, alert, "0+0x4 0+1x20", "0+0x1 0+2x2 4+0x22"),
      },
    ],
  },
];
