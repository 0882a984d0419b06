import { machineOf } from "./machine-rules";
import { bootDiskGb, type GpuPool } from "./schema";
import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { costLine, hoursAMonth, type CostLine } from "../../contract/cost/line";
import { unitUsd, type Price } from "../../contract/cost/price";
import { prices, spotShare } from "../../contract/cost/prices";

const product = "GPU cluster";

/** Price by name; 0 for an unknown name, which another rule refuses. */
const priced = (name: string, location: string): number => {
  const price = (prices as Readonly<Record<string, Price | undefined>>)[name];
  return price === undefined ? 0 : unitUsd(price, location);
};

/** US dollars per hour of a machine. */
function machineHourUsd(machineType: string, location: string): number {
  const { family, cores } = machineOf(machineType);
  return cores * priced(family, location);
}

/** US dollars per hour of a pool's node with its GPUs, at the list price, or the upper bound for a Spot VM. */
export function gpuNodeHourUsd({ machineType, accelerator }: GpuPool, location: string, spot: boolean): number {
  const listed = machineHourUsd(machineType, location) + accelerator.count * priced(accelerator.type, location);
  return spot ? listed * spotShare : listed;
}

/** Node hours of a pool in a month: the expected usage, but at least its minimum size. */
export const gpuNodeHours = ({ usage }: Pick<UsedEnvironment, "usage">, key: string, { nodes }: GpuPool): number =>
  Math.max(nodes.min * hoursAMonth, usage.gpuNodeHours[key] ?? 0);

/** Cost of the GPU cluster; a disposable environment uses Spot VMs. */
export function gkeLines(environment: UsedEnvironment): CostLine[] {
  const { cluster, primaryRegion, protection } = environment;
  if (cluster === undefined) return [];
  const spot = protection === "disposable";
  const { machineType, nodes } = cluster.systemPool;
  const systemHours = nodes.min * hoursAMonth;
  const pools = Object.keys(cluster.gpuPools)
    .sort()
    .map((key) => ({
      key,
      pool: cluster.gpuPools[key]!,
      hours: gpuNodeHours(environment, key, cluster.gpuPools[key]!),
    }));
  const terms = spot ? "spot, at least 60 % below the list price" : "list price";
  const node = (key: string, title: string, quantity: number, unitUsd: number, assumption: string): CostLine =>
    costLine({ key: `cluster/${key}`, product, title, quantity, unit: "node-hour", unitUsd, assumption });
  return [
    costLine({
      key: "cluster/fee",
      product,
      title: "Control plane",
      quantity: hoursAMonth,
      unit: prices.clusterFee.unit,
      unitUsd: unitUsd(prices.clusterFee, primaryRegion),
      assumption: "without the free zonal cluster of a billing account",
    }),
    node(
      "system",
      "System nodes",
      systemHours,
      machineHourUsd(machineType, primaryRegion) * (spot ? spotShare : 1),
      `${nodes.min} x ${machineType}; ${terms}`,
    ),
    ...pools.map(({ key, pool, hours }) =>
      node(
        `pool/${key}`,
        `Pool ${key}`,
        hours,
        gpuNodeHourUsd(pool, primaryRegion, spot),
        `${pool.machineType} with ${pool.accelerator.count} x ${pool.accelerator.type}; ${terms}; minimum ${pool.nodes.min}`,
      ),
    ),
    costLine({
      key: "cluster/disks",
      product,
      title: "Boot disks",
      quantity:
        (systemHours * bootDiskGb.system + pools.reduce((sum, { hours }) => sum + hours * bootDiskGb.gpu, 0)) /
        hoursAMonth,
      unit: prices.nodeDisk.unit,
      unitUsd: unitUsd(prices.nodeDisk, primaryRegion),
      assumption: `${bootDiskGb.system} GB a system node, ${bootDiskGb.gpu} GB a GPU node, as long as it runs`,
    }),
  ];
}
