import { unmet } from "../../contract/unmet";
import { maxPodsPerNode, mostNodes, type ClusterSettings, type GpuPool } from "./schema";
import type { Environment } from "../../contract/environment";
import type { Issue } from "../../contract/issue";
import { formatList } from "../../contract/format-list";
import { zonesOf } from "../../contract/regions";
import { dockerRange, overlapping, prefixOf, type Range } from "../../contract/ranges";
import { lengthIssue, duplicates } from "../../contract/rules/helpers";
import { acceleratorIssues, machineIssues, type NewIssue } from "./machine-rules";
import type { Rule } from "../../contract/rules/rule";
import { clusterName, gpuPoolName, nodeAccountId } from "./names";

/** Prefix length of the control plane's range. Google, "Customizing your network isolation". */
const controlPlanePrefix = 28;
/** Prefix length of a node's pod range, which has at least twice as many addresses as pods: a /24 for 110. Google, "Configure maximum Pods per node". */
const podsPrefixOfNode = 32 - Math.ceil(Math.log2(2 * maxPodsPerNode));
/** Allowed prefix lengths of the services' range. Google, "VPC-native clusters". */
const servicesPrefixes = { largest: 16, smallest: 27 };
/** Number of zones of a regional cluster's pool that names no zones. Google, "Regional clusters". */
const zonesOfRegionalCluster = 3;
/** Maximum length of the names of clusters and node pools. */
const longestName = 40;

export const gkeIssues: Rule = ({ environment, file }) => {
  const { cluster } = environment;
  const issue = (field: string, message: string): Issue => ({ file, field, message });
  if (cluster === undefined) return unusedRangeIssues(environment, issue);
  return [
    ...unusedRangeIssues(environment, issue),
    ...placeIssues(environment, cluster, issue),
    ...rangeIssues(environment, cluster, issue),
    ...systemPoolIssues(cluster, issue),
    ...Object.entries(cluster.gpuPools).flatMap(([key, pool]) => gpuPoolIssues(environment, key, pool, issue)),
    ...nameIssues(environment, cluster, file),
  ];
};

const isZone = (location: string): boolean => /-[a-z]$/.test(location);
const regionOf = (location: string): string => location.replace(/-[a-z]$/, "");

const exists = (zone: string): boolean => zonesOf(regionOf(zone)).includes(zone);
const absent = (zone: string): string =>
  `'${zone}' does not exist; the zones of ${regionOf(zone)} are ${formatList(zonesOf(regionOf(zone)))}`;

function placeIssues({ primaryRegion, regions }: Environment, { location }: ClusterSettings, issue: NewIssue): Issue[] {
  return unmet([
    [
      regionOf(location) === primaryRegion,
      issue(
        "cluster.location",
        `'${location}' is not in the primary region, where the cluster's subnet and data are; write '${primaryRegion}' or one of its zones`,
      ),
    ],
    [
      !isZone(location) || regionOf(location) !== primaryRegion || exists(location),
      issue("cluster.location", absent(location)),
    ],
    [
      regions[primaryRegion] === undefined || regions[primaryRegion].clusterRanges !== undefined,
      issue(
        `regions.${primaryRegion}.clusterRanges`,
        "is missing, and the cluster takes its pods' and services' addresses from it; add { pods, services }",
      ),
    ],
  ]);
}

/** Refuses `clusterRanges` that no cluster uses, since they block addresses. Another rule checks that the primary region is one of the regions. */
function unusedRangeIssues({ primaryRegion, regions, cluster }: Environment, issue: NewIssue): Issue[] {
  if (cluster !== undefined && !Object.hasOwn(regions, primaryRegion)) return [];
  const fix =
    cluster === undefined ? "remove it or declare cluster" : `remove it, since cluster is in ${primaryRegion}`;
  return Object.entries(regions)
    .filter(([region, { clusterRanges }]) => clusterRanges !== undefined && !(cluster && region === primaryRegion))
    .map(([region]) => issue(`regions.${region}.clusterRanges`, `no cluster uses it; ${fix}`));
}

function rangeIssues({ primaryRegion, regions }: Environment, cluster: ClusterSettings, issue: NewIssue): Issue[] {
  const { controlPlaneRange, authorizedNetworks } = cluster;
  const [address] = controlPlaneRange.split("/");
  return [
    ...unmet([
      [
        prefixOf(controlPlaneRange) === controlPlanePrefix,
        issue(
          "cluster.controlPlaneRange",
          `${controlPlaneRange} is a /${prefixOf(controlPlaneRange)}, and the control plane takes exactly a /${controlPlanePrefix}; write '${address}/${controlPlanePrefix}'`,
        ),
      ],
    ]),
    ...Object.entries(authorizedNetworks)
      .filter(([, range]) => range.includes(":"))
      .map(([name, range]) =>
        issue(
          `cluster.authorizedNetworks.${name}`,
          `'${range}' is IPv6, and the control plane lets IPv4 networks in only; name the network's IPv4 range`,
        ),
      ),
    ...dockerIssues(primaryRegion, regions[primaryRegion]?.clusterRanges, controlPlaneRange, issue),
    ...secondaryRangeIssues(
      `regions.${primaryRegion}.clusterRanges`,
      regions[primaryRegion]?.clusterRanges,
      cluster,
      issue,
    ),
  ];
}

/** Refuses ranges that overlap with Docker's: nodes would send traffic for such an address to their own containers. */
function dockerIssues(
  region: string,
  secondary: Environment["regions"][string]["clusterRanges"],
  controlPlaneRange: string,
  issue: NewIssue,
): Issue[] {
  const ranges: Range[] = [
    { field: "cluster.controlPlaneRange", range: controlPlaneRange },
    ...Object.entries(secondary ?? {}).map(([use, range]) => ({
      field: `regions.${region}.clusterRanges.${use}`,
      range,
    })),
  ];
  return overlapping(ranges, [dockerRange]).map(([{ field, range }]) =>
    issue(field, `${range} overlaps ${dockerRange.range}, which GKE keeps for itself; take another range`),
  );
}

function secondaryRangeIssues(
  field: string,
  ranges: Environment["regions"][string]["clusterRanges"],
  cluster: ClusterSettings,
  issue: NewIssue,
): Issue[] {
  if (ranges === undefined) return [];
  const nodes = mostNodes(cluster);
  const podsPrefix = podsPrefixOfNode - Math.ceil(Math.log2(nodes));
  const services = prefixOf(ranges.services);
  const { largest, smallest } = servicesPrefixes;
  return unmet([
    [
      prefixOf(ranges.pods) <= podsPrefix,
      issue(
        `${field}.pods`,
        `${ranges.pods} holds the pods of ${Math.floor(2 ** (podsPrefixOfNode - prefixOf(ranges.pods)))} nodes, fewer than the ${nodes} that the pools may have at their maximum and in an upgrade; widen it to /${podsPrefix}`,
      ),
    ],
    [
      services >= largest && services <= smallest,
      issue(
        `${field}.services`,
        `${ranges.services} is a /${services}; Google takes a /${largest} to a /${smallest} for services`,
      ),
    ],
  ]);
}

function systemPoolIssues({ location, systemPool }: ClusterSettings, issue: NewIssue): Issue[] {
  const { min, max } = systemPool.nodes;
  const start = isZone(location) ? 1 : zonesOfRegionalCluster;
  return [
    ...machineIssues("cluster.systemPool.machineType", systemPool.machineType, issue),
    ...unmet([
      // Google, "About GKE cluster autoscaling".
      [
        min >= 1,
        issue(
          "cluster.systemPool.nodes.min",
          "is 0, but one node always stays for Kubernetes' own workloads; raise min to 1",
        ),
      ],
      [
        max >= start,
        issue(
          "cluster.systemPool.nodes.max",
          `is ${max}, but the pool of a regional cluster starts with a node in each of ${start} zones; raise max to ${start} or name a zone as cluster.location`,
        ),
      ],
    ]),
  ];
}

/** Compares zones with the primary region, where the cluster must be; a cluster elsewhere is a single issue of its own. */
function gpuPoolIssues({ primaryRegion: region }: Environment, key: string, pool: GpuPool, issue: NewIssue): Issue[] {
  const field = `cluster.gpuPools.${key}`;
  return [
    ...pool.zones
      .filter((zone) => regionOf(zone) !== region)
      .map((zone) =>
        issue(`${field}.zones`, `'${zone}' is not in ${region}, the cluster's region; name zones of ${region}`),
      ),
    ...pool.zones
      .filter((zone) => regionOf(zone) === region && !exists(zone))
      .map((zone) => issue(`${field}.zones`, absent(zone))),
    ...duplicates(pool.zones).map((zone) => issue(`${field}.zones`, `names '${zone}' twice; remove one`)),
    ...acceleratorIssues(field, pool, issue),
  ];
}

function nameIssues(environment: Environment, { gpuPools }: ClusterSettings, file: string): Issue[] {
  const prefix = { file, field: "namePrefix" };
  return [
    ...lengthIssue(prefix, "the cluster name", clusterName(environment), 1, longestName),
    // Google, "Create service accounts".
    ...lengthIssue(prefix, "the id of the nodes' account", nodeAccountId(environment), 6, 30),
    ...Object.keys(gpuPools).flatMap((pool) =>
      lengthIssue({ file, field: `cluster.gpuPools.${pool}` }, "the node pool name", gpuPoolName(pool), 1, longestName),
    ),
  ];
}
