import { servingRegions, type Environment, type Service } from "../../contract/environment";
import { mebibytes } from "../../contract/fields";
import type { Alert } from "../alerts/alert";
import { cloudRun } from "../../constructs/cloud-run/metrics";
import { serviceName } from "../../constructs/cloud-run/names";
import { quantile, rate, series } from "../promql";
import type { Tile } from "./grid";
import { alertChart, alertsAbout, limitsOf } from "./limits";
import { chartWindowSeconds, mean, percentiles, total } from "./queries";
import { chart, type Limit, type Line } from "./tiles";

const megabyte = 1e6;
const mebibyte = 1024 ** 2;

/** Tiles on the load of a service's instances, compared with their limits. */
export function loadTiles(environment: Environment, service: Service, alerts: readonly Alert[]): Tile[] {
  const labels = { service_name: serviceName(environment, service) };
  const about = (...kinds: string[]): Alert[] => alertsAbout(alerts, kinds, { kind: "service", service });
  const { normalLoad } = service;
  return [
    instances(environment, service, about("instance-saturation")),
    chart({
      title: "CPU of an instance",
      axis: "share of its limit",
      unit: "10^2.%",
      lines: [
        ...percentiles(environment, cloudRun.cpuUtilizations, labels, 50, 95),
        { legend: "average", query: mean(environment, cloudRun.cpuUtilizations, labels) },
      ],
      limits: [...limitsOf(about("cpu-utilization")), ...normal(normalLoad?.cpuUtilization, 1)],
    }),
    chart({
      title: "Memory of an instance",
      axis: "share of its limit",
      unit: "10^2.%",
      lines: percentiles(environment, cloudRun.memoryUtilizations, labels, 50, 95),
      limits: limitsOf(about("memory-utilization")),
    }),
    ...(normalLoad === undefined
      ? []
      : [
          chart({
            title: `Memory of an instance, of ${service.memory}`,
            axis: "bytes",
            unit: "By",
            lines: [50, 95].map((share) => ({
              legend: `p${share}`,
              query: `${quantile(environment, share / 100, cloudRun.memoryUtilizations, labels, chartWindowSeconds)} * ${mebibytes(service.memory) * mebibyte}`,
            })),
            limits: normal(normalLoad.memoryMegabytes, megabyte),
          }),
        ]),
    network(environment, labels, normalLoad),
    ...alertChart(
      about("cold-starts"),
      { title: "Cold starts a minute", axis: "instances a minute", unit: "1/min" },
      () => "cold starts",
    ),
  ];
}

/** Chart of instances with the minimum and maximum of one region, since each region scales independently. */
function instances(environment: Environment, service: Service, saturation: readonly Alert[]): Tile {
  const regions = servingRegions(environment);
  const line = (region: string, state: "active" | "idle", legend: string): Line => ({
    legend: regions.length > 1 ? `${legend} in ${region}` : legend,
    query: total(environment, cloudRun.instanceCount, {
      service_name: serviceName(environment, service),
      location: region,
      state,
    }),
  });
  const { min, max } = service.scale;
  return chart({
    title: `Instances${regions.length > 1 ? " of a region" : ""}, ${min} to ${max}`,
    axis: "instances",
    unit: "1",
    lines: regions.flatMap((region) => [line(region, "active", "serving"), line(region, "idle", "idle")]),
    limits: [{ value: min, label: "Fewest" }, ...limitsOf(saturation, max), { value: max, label: "Most" }],
  });
}

function network(
  environment: Environment,
  labels: { readonly service_name: string },
  normalLoad: Service["normalLoad"],
): Tile {
  const each = (bytes: string): string =>
    `${rate(bytes, chartWindowSeconds)} * 8 / (${total(environment, cloudRun.instanceCount, labels)} > 0)`;
  return chart({
    title: "Network of an instance",
    axis: "bits a second",
    unit: "bit/s",
    lines: [
      { legend: "received", query: each(series(environment, cloudRun.receivedBytes, labels)) },
      { legend: "sent", query: each(series(environment, cloudRun.sentBytes, labels)) },
    ],
    limits: normal(normalLoad?.networkMegabitsPerSecond, megabyte),
  });
}

const normal = (range: { readonly min: number; readonly max: number } | undefined, unit: number): Limit[] =>
  range === undefined
    ? []
    : [
        { value: range.min * unit, label: "Normal load from" },
        { value: range.max * unit, label: "Normal load to" },
      ];
