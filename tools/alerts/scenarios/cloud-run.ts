import { serviceName } from "../../../constructs/cloud-run/names";
import type { Environment } from "../../../contract/environment";
import type { Alert } from "../../../observability/alerts/alert";
import { distribution, type Spread } from "../distribution";
import type { InputSeries, Proof, Scenario } from "../scenario";
import { serviceOf } from "../service-of";

const revisionOf = (environment: Environment, alert: Alert, location: string): string =>
  `monitored_resource="cloud_run_revision",service_name="${serviceName(environment, serviceOf(alert))}",location="${location}"`;

/** Series of the instances of one revision in one region. */
const instances = (
  environment: Environment,
  alert: Alert,
  values: string,
  { revision = "new", location = "us-central1", state = "active" } = {},
): InputSeries => ({
  series: `run_googleapis_com:container_instance_count{${revisionOf(environment, alert, location)},revision_name="${revision}",state="${state}"}`,
  values,
});

/** Series of instances that start each minute; their startup latency does not matter. */
const starts = (environment: Environment, alert: Alert, perMinute: number): InputSeries[] =>
  distribution(
    "run_googleapis_com:container_startup_latencies",
    `${revisionOf(environment, alert, "us-central1")},revision_name="new"`,
    4000,
    { below: perMinute, near: 0, beyond: 0 },
  );

/** Scenarios of a utilization around a share of the resource. */
function utilization(metric: string, share: number): Proof["scenarios"] {
  return (environment, alert) => {
    const labels = `${revisionOf(environment, alert, "us-central1")},revision_name="new"`;
    const used = (spread: Spread): InputSeries[] => distribution(metric, labels, share, spread);
    return [
      {
        title: `6 of 100 instances use more than ${share}`,
        series: used({ below: 94, near: 0, beyond: 6 }),
        opensAtMinute: 11,
      },
      { title: `4 of 100 use more, and 16 almost as much`, series: used({ below: 80, near: 16, beyond: 4 }) },
    ];
  };
}

export const cloudRunProofs: readonly Proof[] = [
  {
    kind: "instance-saturation",
    scenarios: (environment, alert): Scenario[] => {
      // 80 % of the limit, rounded down, which is not yet more than 80 %.
      const most = Math.floor(0.8 * serviceOf(alert).scale.max);
      const of = (values: string, labels = {}): InputSeries => instances(environment, alert, values, labels);
      return [
        {
          title: `${most + 1} instances of two revisions are active`,
          series: [of(`${most}+0x30`), of("1+0x30", { revision: "old" })],
          opensAtMinute: 10,
        },
        {
          title: `${most} are active, and 5 idle`,
          series: [of(`${most}+0x30`), of("5+0x30", { state: "idle" })],
        },
        {
          title: `${most} are active in each of two regions`,
          series: [of(`${most}+0x30`), of(`${most}+0x30`, { location: "europe-west1" })],
        },
        {
          title: `${most + 1} are active for 9 minutes`,
          series: [of(`${most + 1}+0x8 ${most}+0x20`)],
        },
      ];
    },
  },
  {
    kind: "cold-starts",
    scenarios: (environment, alert) => [
      { title: "11 instances start each minute", series: starts(environment, alert, 11), opensAtMinute: 9 },
      { title: "9 start each minute", series: starts(environment, alert, 9) },
    ],
  },
  { kind: "cpu-utilization", scenarios: utilization("run_googleapis_com:container_cpu_utilizations", 0.8) },
  { kind: "memory-utilization", scenarios: utilization("run_googleapis_com:container_memory_utilizations", 0.85) },
];
