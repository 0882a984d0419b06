import * as ipaddr from "ipaddr.js";
import { servingRegions, type Environment } from "../environment";
import type { Fault } from "../fault";
import { regions } from "../regions";
import { nearest } from "../schema-faults";
import { mostNodes } from "./cluster";
import type { Rule } from "./rule";

/** Google, "Direct VPC egress": a subnet of /26 or larger, and twice as many addresses as instances. */
const smallestSubnet = 26;
const addressesPerInstance = 2;
/** Google reserves four addresses in every subnet's primary range. */
const reservedAddresses = 4;

/** A named range of an environment. */
export interface Range {
  readonly field: string;
  readonly range: string;
}

export const networkFaults: Rule = ({ environment, file }) => [
  ...regionFaults(environment, file),
  ...primaryFaults(environment, file),
  ...sizeFaults(environment, file),
  ...overlapFaults(rangesOf(environment), file),
];

/** Every range of the environment's network and of Google's networks that are joined to it. */
export function rangesOf(environment: Environment): Range[] {
  const { regions, database, cluster } = environment;
  return [
    ...Object.entries(regions).flatMap(([region, { subnetRange, clusterRanges }]) => [
      { field: `regions.${region}.subnetRange`, range: subnetRange },
      ...(clusterRanges === undefined
        ? []
        : [
            { field: `regions.${region}.clusterRanges.pods`, range: clusterRanges.pods },
            { field: `regions.${region}.clusterRanges.services`, range: clusterRanges.services },
          ]),
    ]),
    ...(database === undefined
      ? []
      : [{ field: "database.privateServicesRange", range: database.privateServicesRange }]),
    ...(cluster === undefined ? [] : [{ field: "cluster.controlPlaneRange", range: cluster.controlPlaneRange }]),
  ];
}

function overlapFaults(ranges: readonly Range[], file: string): Fault[] {
  return ranges.flatMap((one, index) =>
    overlapping([one], ranges.slice(index + 1)).map(([, other]) => ({
      file,
      field: one.field,
      message: `${one.range} overlaps ${other.range} of ${other.field}; give each range addresses of its own`,
    })),
  );
}

/** Each range of the one list with each of the other that shares an address with it. */
export function overlapping(ones: readonly Range[], others: readonly Range[]): [Range, Range][] {
  return ones.flatMap((one) =>
    others.filter((other) => overlap(one.range, other.range)).map((other): [Range, Range] => [one, other]),
  );
}

function overlap(one: string, other: string): boolean {
  const [oneAddress, onePrefix] = ipaddr.IPv4.parseCIDR(one);
  const [otherAddress, otherPrefix] = ipaddr.IPv4.parseCIDR(other);
  return oneAddress.match(otherAddress, Math.min(onePrefix, otherPrefix));
}

function regionFaults({ regions: serving, vertex }: Environment, file: string): Fault[] {
  const used: [field: string, region: string][] = [
    ...Object.keys(serving).map((region): [string, string] => [`regions.${region}`, region]),
    ...(vertex.location === "global" ? [] : [["vertex.location", vertex.location] as [string, string]]),
  ];
  return used
    .filter(([, region]) => !regions.includes(region))
    .map(([field, region]) => {
      const match = nearest(region, regions);
      const fix = match === undefined ? "add a new one to environments/regions.ts" : `did you mean '${match}'?`;
      return { file, field, message: `'${region}' is no region of Google Cloud; ${fix}` };
    });
}

function primaryFaults({ primaryRegion, regions }: Environment, file: string): Fault[] {
  if (Object.hasOwn(regions, primaryRegion)) return [];
  return [
    {
      file,
      field: "primaryRegion",
      message: `'${primaryRegion}' is not one of regions (${Object.keys(regions).join(", ")}); add it there or name one of them`,
    },
  ];
}

function sizeFaults(environment: Environment, file: string): Fault[] {
  const instances = environment.services.reduce(
    (sum, { scale, external }) => sum + (external === undefined ? scale.max : 0),
    0,
  );
  return servingRegions(environment).flatMap((region): Fault[] => {
    // The cluster's machines take theirs from the primary region's subnet.
    const nodes =
      environment.cluster !== undefined && region === environment.primaryRegion ? mostNodes(environment.cluster) : 0;
    const needed = instances * addressesPerInstance + nodes + reservedAddresses;
    const prefixNeeded = Math.min(smallestSubnet, 32 - Math.ceil(Math.log2(needed)));
    const takers = `${instances} instances${nodes > 0 ? ` and ${nodes} nodes` : ""}`;
    const range = environment.regions[region]?.subnetRange;
    if (range === undefined) return [];
    const prefix = Number(range.split("/")[1]);
    if (prefix <= prefixNeeded) return [];
    const size = 2 ** (32 - prefix);
    const message =
      size < needed
        ? `${range} holds ${size} addresses, fewer than the ${needed} that ${takers} at their maximum may take; widen it to /${prefixNeeded}`
        : `${range} is smaller than the /${smallestSubnet} that Direct VPC egress asks for; widen it to /${smallestSubnet}`;
    return [{ file, field: `regions.${region}.subnetRange`, message }];
  });
}
