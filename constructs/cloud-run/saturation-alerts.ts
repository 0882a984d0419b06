import type { Environment, Service } from "../../contract/environment";
import { cloudRun } from "./metrics";
import { leastWindowSeconds } from "../../observability/metrics/metric";
import { percent } from "../../observability/percent";
import { increase, quantile, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { serviceLogs } from "./logs";
import { serviceName } from "./names";

/** Share of the maximum instances above which a peak could not be absorbed. */
const instanceShare = 0.8;
const coldStartsAMinute = 10;
const startWindowSeconds = leastWindowSeconds(cloudRun.startupLatencies);
const cpuShare = 0.8;
const memoryShare = 0.85;

/** Alerts on saturation: instances, CPU, memory, and frequent cold starts. */
export function saturationAlerts(environment: Environment): Alert[] {
  return environment.services.flatMap((service): Alert[] => {
    const subject = { kind: "service", service } as const;
    const labels = { service_name: serviceName(environment, service) };
    const logs = serviceLogs(environment, service);
    return [
      ...instanceSaturation(environment, service),
      {
        kind: "cold-starts",
        subject,
        title: "Many cold starts",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `more than ${coldStartsAMinute} instances start a minute`,
            // A window of one minute has one sample and no increase, so this is the mean per minute of the shortest usable window.
            value: `${increase(series(environment, cloudRun.startupLatencies, labels, "_count"), startWindowSeconds)} / ${startWindowSeconds / 60}`,
            comparison: ">",
            threshold: coldStartsAMinute,
            forSeconds: 300,
          },
        ],
        meaning: `More than ${coldStartsAMinute} instances a minute have started for 5 minutes; a request that meets one waits for it.`,
        logs: `${logs} AND textPayload:"Starting new instance"`,
      },
      {
        kind: "cpu-utilization",
        subject,
        title: "High CPU utilization",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `the busiest 5 % of instances use more than ${percent(cpuShare)} of their CPU`,
            value: quantile(environment, 0.95, cloudRun.cpuUtilizations, labels, 300),
            comparison: ">",
            threshold: cpuShare,
            forSeconds: 600,
          },
        ],
        meaning: `The busiest 5 % of the instances have used more than ${percent(cpuShare)} of their ${service.cpu} vCPU for 10 minutes.`,
        logs,
      },
      {
        kind: "memory-utilization",
        subject,
        title: "High memory utilization",
        severity: "ticket",
        conditions: [
          {
            language: "promql",
            title: `the fullest 5 % of instances use more than ${percent(memoryShare)} of their memory`,
            value: quantile(environment, 0.95, cloudRun.memoryUtilizations, labels, 300),
            comparison: ">",
            threshold: memoryShare,
            forSeconds: 600,
          },
        ],
        meaning: `The fullest 5 % of the instances have used more than ${percent(memoryShare)} of their ${service.memory} for 10 minutes; Cloud Run ends an instance that exceeds it.`,
        logs,
      },
    ];
  });
}

/**
 * The limit applies per region, so the region with the most instances counts. It is also
 * the warning before Google's quota of instances with Direct VPC egress, which needs no
 * alert of its own: the quota is per revision and region, and the contract refuses a
 * maximum above it (contract/rules/capacity.ts), so that a service is at its maximum
 * before or when it is at the quota. A request that is refused at the maximum counts as
 * failed. While traffic is split, both revisions count, so the alert is early.
 *
 * There is no alert for a service with a maximum of one instance, which is fully used
 * whenever it works, nor for an external service, whose limit is not known here.
 */
function instanceSaturation(environment: Environment, service: Service): Alert[] {
  const { max } = service.scale;
  if (max === 1 || service.external !== undefined) return [];
  const active = series(environment, cloudRun.instanceCount, {
    service_name: serviceName(environment, service),
    state: "active",
  });
  return [
    {
      kind: "instance-saturation",
      subject: { kind: "service", service },
      title: "Instances near their maximum",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `more than ${percent(instanceShare)} of ${max} instances are active in a region`,
          value: `max(sum by (location) (${active})) / ${max}`,
          comparison: ">",
          threshold: instanceShare,
          forSeconds: 600,
        },
      ],
      meaning: `In one region more than ${percent(instanceShare)} of the ${max} instances that the service may have have been active for 10 minutes; at ${max} requests wait for one and then fail.`,
      logs: `${serviceLogs(environment, service)} AND (textPayload:"no available instance" OR severity>=WARNING)`,
    },
  ];
}
