import { servingRegions, type Service } from "../../contract/environment";
import { mebibytes } from "../../contract/fields";
import { loadOf } from "../../contract/load";
import { isRouted } from "../../contract/routes";
import { costLine, hoursAMonth, type CostLine } from "../../contract/cost/line";
import { unitUsd, type Price } from "../../contract/cost/price";
import { prices } from "../../contract/cost/prices";
import type { UsedEnvironment } from "../../contract/cost/used-environment";

const product = "Cloud Run";
/** Utilization of `concurrency` at which Cloud Run adds an instance. Google, "About instance autoscaling". */
const targetShare = 0.6;

/** Instances billed all month: the minimum, and at least one if idle time is billed and the uptime check keeps an instance warm. */
const keptInstances = (environment: UsedEnvironment, service: Service): number =>
  servingRegions(environment).length *
  (service.cpuIdle ? service.scale.min : Math.max(service.scale.min, isRouted(service) ? 1 : 0));

/**
 * Instance hours that requests use. Under load an instance serves `targetShare` of
 * its concurrency; with little traffic requests do not overlap, so each has an
 * instance to itself.
 */
function busyHours(environment: UsedEnvironment, service: Service): number {
  const { hours } = loadOf(environment.usage, service.slug);
  return Math.max(hours / (targetShare * Math.max(1, service.concurrency)), Math.min(hours, hoursAMonth));
}

/** Average number of instances of all services, idle and busy. */
export const averageInstances = (environment: UsedEnvironment): number =>
  deployedServices(environment).reduce(
    (sum, service) =>
      sum +
      Math.max(keptInstances(environment, service), isRouted(service) ? 1 : 0) +
      busyHours(environment, service) / hoursAMonth,
    0,
  );

const deployedServices = ({ services }: UsedEnvironment): Service[] =>
  services.filter(({ external }) => external === undefined);

export const cloudRunLines = (environment: UsedEnvironment): CostLine[] =>
  deployedServices(environment).flatMap((service) => serviceLines(environment, service));

function serviceLines(environment: UsedEnvironment, service: Service): CostLine[] {
  const { slug, cpuIdle, scale, concurrency } = service;
  const instance = (cpu: Price, memory: Price): number => instanceHourUsd(environment, service, cpu, memory);
  const allocated = instance(prices.runInstanceCpu, prices.runInstanceMemory);
  const size = `${service.cpu} vCPU, ${service.memory}`;
  const line = (part: string, title: string, quantity: number, unitUsd: number, assumption: string): CostLine =>
    costLine({
      key: `run/${slug}/${part}`,
      product,
      title: `${slug}: ${title}`,
      quantity,
      unit: "instance-hour",
      unitUsd,
      assumption,
    });
  const kept = keptInstances(environment, service) * hoursAMonth;
  const busy = busyHours(environment, service);
  const share = `${concurrency} at once, filled to ${targetShare * 100} %`;
  const { requests } = loadOf(environment.usage, slug);
  const lines = cpuIdle
    ? [
        line(
          "kept",
          "waiting",
          kept,
          instance(prices.runIdleCpu, prices.runIdleMemory),
          `${size}; minimum ${scale.min}`,
        ),
        line(
          "busy",
          "serving",
          busy,
          instance(prices.runRequestCpu, prices.runRequestMemory),
          `${size}, request-based; ${share}`,
        ),
        costLine({
          key: `run/${slug}/requests`,
          product,
          title: `${slug}: requests`,
          quantity: requests,
          unit: "request",
          unitUsd: unitUsd(prices.runRequests, environment.primaryRegion),
          assumption: "usage.services",
        }),
      ]
    : [
        line(
          "kept",
          "kept",
          kept,
          allocated,
          `${size}, instance-based; minimum ${scale.min}${scale.min === 0 && kept > 0 ? ", and uptime checks keep one" : ""}`,
        ),
        line(
          "busy",
          "on top at the peak",
          busy,
          allocated,
          `${size}, instance-based; ${share}; kept ones are full then`,
        ),
      ];
  return lines.filter(({ quantity }) => quantity > 0);
}

function instanceHourUsd({ primaryRegion }: UsedEnvironment, service: Service, cpu: Price, memory: Price): number {
  const gib = mebibytes(service.memory) / 1024;
  return 3600 * (service.cpu * unitUsd(cpu, primaryRegion) + gib * unitUsd(memory, primaryRegion));
}
