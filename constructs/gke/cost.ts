import { machineOf } from "./machine-rules";
import { bootDiskGb, type GpuPool } from "./schema";
import type { Environment } from "../../contract/environment";
import { costLine, hoursAMonth, type CostLine } from "../../contract/cost/line";
import { unitUsd, type Price } from "../../contract/cost/price";
import { prices, spotShare } from "../../contract/cost/prices";

const product = "GPU cluster";

/** The price by this name, or nothing where another rule refuses the name. */
const priced = (name: string, location: string): number => {
  const price = (prices as Readonly<Record<string, Price | undefined>>)[name];
  return price === undefined ? 0 : unitUsd(price, location);
};

/** Dollars for an hour of a machine. */
function machineHourUsd(machineType: string, location: string): number {
  const { family, cores } = machineOf(machineType);
  return cores * priced(family, location);
}

/** Dollars for an hour of a pool's node with its accelerators, at the list price or as a spot machine at most. */
export function gpuNodeHourUsd({ machineType, accelerator }: GpuPool, location: string, spot: boolean): number {
  const listed = machineHourUsd(machineType, location) + accelerator.count * priced(accelerator.type, location);
  return spot ? listed * spotShare : listed;
}

/** Hours of a pool's nodes: what is expected, and never less than its minimum. */
export const gpuNodeHours = ({ usage }: Pick<Environment, "usage">, key: string, { nodes }: GpuPool): number =>
  Math.max(nodes.min * hoursAMonth, usage.gpuNodeHours[key] ?? 0);

/** The GPU cluster; spot machines where the environment is disposable. */
export function clusterLines(environment: Environment): CostLine[] {
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
