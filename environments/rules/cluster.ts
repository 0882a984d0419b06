import type { ClusterSettings, GpuPool } from "../cluster";
import type { Environment } from "../environment";
import type { Fault } from "../fault";
import { clusterName, gpuPoolName, nodeAccountId } from "../names";
import { suggestion } from "../schema-faults";
import type { Rule } from "./rule";

/** Machine family and numbers of each accelerator that the contract's machine types take. Google, "GPU machine types". */
const accelerators: Readonly<Record<string, { readonly family: string; readonly counts: readonly number[] }>> = {
  "nvidia-l4": { family: "g2", counts: [1, 2, 4, 8] },
  "nvidia-tesla-p100": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-p4": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-t4": { family: "n1", counts: [1, 2, 4] },
  "nvidia-tesla-v100": { family: "n1", counts: [1, 2, 4, 8] },
};

/** Google, "Customizing your network isolation": the control plane's range is a /28. */
const controlPlanePrefix = 28;
/** 110 pods a node take a /24. Google, "Configure maximum Pods per node". */
const podsPrefixOfNode = 24;
/** Google, "VPC-native clusters", table of the services' range. */
const servicesPrefixes = { largest: 16, smallest: 27 };
/** A regional cluster spreads over this many zones if nobody names them. Google, "Regional clusters". */
const zonesOfRegionalCluster = 3;
/** Machines that an upgrade adds to a pool before it takes one away. */
const surge = 1;
/** Google's limit on the names of clusters and node pools. */
const longestName = 40;

export const clusterFaults: Rule = ({ environment, file }) => {
  const { cluster } = environment;
  if (cluster === undefined) return [];
  const fault = (field: string, message: string): Fault => ({ file, field, message });
  return [
    ...placeFaults(environment, cluster, fault),
    ...rangeFaults(environment, cluster, fault),
    ...systemPoolFaults(cluster, fault),
    ...Object.entries(cluster.gpuPools).flatMap(([key, pool]) => gpuPoolFaults(cluster, key, pool, fault)),
    ...nameFaults(environment, cluster, fault),
  ];
};

type NewFault = (field: string, message: string) => Fault;

/** Machines at the pools' maximum and while an upgrade adds one to each. */
export function mostNodes({ systemPool, gpuPools }: ClusterSettings): number {
  return [systemPool, ...Object.values(gpuPools)].reduce((sum, { nodes }) => sum + nodes.max + surge, 0);
}

const isZone = (location: string): boolean => /-[a-z]$/.test(location);
const regionOf = (location: string): string => location.replace(/-[a-z]$/, "");
const prefixOf = (range: string): number => Number(range.split("/")[1]);

function placeFaults({ primaryRegion, regions }: Environment, { location }: ClusterSettings, fault: NewFault): Fault[] {
  return [
    ...(regionOf(location) === primaryRegion
      ? []
      : [
          fault(
            "cluster.location",
            `'${location}' is not in the primary region, where the cluster's subnet and data are; write '${primaryRegion}' or one of its zones`,
          ),
        ]),
    ...(regions[primaryRegion] === undefined || regions[primaryRegion].clusterRanges !== undefined
      ? []
      : [
          fault(
            `regions.${primaryRegion}.clusterRanges`,
            "is missing, and the cluster takes its pods' and services' addresses from it; add { pods, services }",
          ),
        ]),
  ];
}

function rangeFaults({ primaryRegion, regions }: Environment, cluster: ClusterSettings, fault: NewFault): Fault[] {
  const { controlPlaneRange, authorizedNetworks } = cluster;
  const [address] = controlPlaneRange.split("/");
  return [
    ...(prefixOf(controlPlaneRange) === controlPlanePrefix
      ? []
      : [
          fault(
            "cluster.controlPlaneRange",
            `${controlPlaneRange} is a /${prefixOf(controlPlaneRange)}, and the control plane takes exactly a /${controlPlanePrefix}; write '${address}/${controlPlanePrefix}'`,
          ),
        ]),
    ...Object.entries(authorizedNetworks)
      .filter(([, range]) => range.includes(":"))
      .map(([name, range]) =>
        fault(
          `cluster.authorizedNetworks.${name}`,
          `'${range}' is IPv6, and the control plane lets IPv4 networks in only; name the network's IPv4 range`,
        ),
      ),
    ...secondaryRangeFaults(
      `regions.${primaryRegion}.clusterRanges`,
      regions[primaryRegion]?.clusterRanges,
      cluster,
      fault,
    ),
  ];
}

function secondaryRangeFaults(
  field: string,
  ranges: Environment["regions"][string]["clusterRanges"],
  cluster: ClusterSettings,
  fault: NewFault,
): Fault[] {
  if (ranges === undefined) return [];
  const nodes = mostNodes(cluster);
  const podsPrefix = podsPrefixOfNode - Math.ceil(Math.log2(nodes));
  const services = prefixOf(ranges.services);
  const { largest, smallest } = servicesPrefixes;
  return [
    ...(prefixOf(ranges.pods) <= podsPrefix
      ? []
      : [
          fault(
            `${field}.pods`,
            `${ranges.pods} holds the pods of ${Math.floor(2 ** (podsPrefixOfNode - prefixOf(ranges.pods)))} nodes, fewer than the ${nodes} that the pools may have at their maximum and in an upgrade; widen it to /${podsPrefix}`,
          ),
        ]),
    ...(services >= largest && services <= smallest
      ? []
      : [
          fault(
            `${field}.services`,
            `${ranges.services} is a /${services}; Google takes a /${largest} to a /${smallest} for services`,
          ),
        ]),
  ];
}

function systemPoolFaults({ location, systemPool }: ClusterSettings, fault: NewFault): Fault[] {
  const { min, max } = systemPool.nodes;
  const start = isZone(location) ? 1 : zonesOfRegionalCluster;
  return [
    // Google, "About GKE cluster autoscaling".
    ...(min >= 1
      ? []
      : [
          fault(
            "cluster.systemPool.nodes.min",
            "is 0, but one node always stays for Kubernetes' own workloads; raise min to 1",
          ),
        ]),
    ...(max >= start
      ? []
      : [
          fault(
            "cluster.systemPool.nodes.max",
            `is ${max}, but the pool of a regional cluster starts with a node in each of ${start} zones; raise max to ${start} or name a zone as cluster.location`,
          ),
        ]),
  ];
}

function gpuPoolFaults({ location }: ClusterSettings, key: string, pool: GpuPool, fault: NewFault): Fault[] {
  const field = `cluster.gpuPools.${key}`;
  const region = regionOf(location);
  return [
    ...pool.zones
      .filter((zone) => regionOf(zone) !== region)
      .map((zone) =>
        fault(`${field}.zones`, `'${zone}' is not in ${region}, the cluster's region; name zones of ${region}`),
      ),
    ...pool.zones
      .filter((zone, index) => pool.zones.indexOf(zone) !== index)
      .map((zone) => fault(`${field}.zones`, `names '${zone}' twice; remove one`)),
    ...acceleratorFaults(field, pool, fault),
  ];
}

function acceleratorFaults(field: string, { machineType, accelerator }: GpuPool, fault: NewFault): Fault[] {
  const { type, count } = accelerator;
  const known = Object.hasOwn(accelerators, type) ? accelerators[type] : undefined;
  if (known === undefined) {
    return [
      fault(
        `${field}.accelerator.type`,
        `'${type}' is no accelerator that is known here${suggestion(type, Object.keys(accelerators))}; add a new one to environments/rules/cluster.ts`,
      ),
    ];
  }
  const { family, counts } = known;
  return [
    ...(machineType.startsWith(`${family}-`)
      ? []
      : [
          fault(
            `${field}.machineType`,
            `'${machineType}' takes no ${type}; choose a machine type of the family ${family}, such as '${family}-standard-4'`,
          ),
        ]),
    ...(counts.includes(count)
      ? []
      : [fault(`${field}.accelerator.count`, `is ${count}, but a machine takes ${counts.join(", ")} of ${type}`)]),
  ];
}

function nameFaults(environment: Environment, { gpuPools }: ClusterSettings, fault: NewFault): Fault[] {
  const tooLong = (field: string, what: string, name: string, longest: number): Fault[] =>
    name.length <= longest
      ? []
      : [
          fault(
            field,
            `${what} '${name}' has ${name.length} characters, more than the ${longest} that Google takes; shorten it by ${name.length - longest}`,
          ),
        ];
  return [
    ...tooLong("namePrefix", "the cluster name", clusterName(environment), longestName),
    // Google, "Create service accounts": 6 to 30 characters.
    ...tooLong("namePrefix", "the id of the nodes' account", nodeAccountId(environment), 30),
    ...Object.keys(gpuPools).flatMap((pool) =>
      tooLong(`cluster.gpuPools.${pool}`, "the node pool name", gpuPoolName(pool), longestName),
    ),
  ];
}
