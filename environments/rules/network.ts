import * as ipaddr from "ipaddr.js";
import { servingRegions, type Environment } from "../environment";
import type { Fault } from "../fault";
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
  ...primaryFaults(environment, file),
  ...sizeFaults(environment, file),
  ...overlaps(rangesOf(environment), rangesOf(environment)).map(([one, other]): Fault => ({
    file,
    field: one.field,
    message: `${one.range} overlaps ${other.range} of ${other.field}; give each range addresses of its own`,
  })),
];

export function rangesOf(environment: Environment): Range[] {
  return Object.entries(environment.regions).flatMap(([region, { subnetRange, clusterRanges }]) => [
    { field: `regions.${region}.subnetRange`, range: subnetRange },
    ...(clusterRanges === undefined
      ? []
      : [
          { field: `regions.${region}.clusterRanges.pods`, range: clusterRanges.pods },
          { field: `regions.${region}.clusterRanges.services`, range: clusterRanges.services },
        ]),
  ]);
}

/** Each pair of ranges that share an address, once. */
export function overlaps(ones: readonly Range[], others: readonly Range[]): [Range, Range][] {
  return ones.flatMap((one, index) =>
    others
      .slice(ones === others || sameRanges(ones, others) ? index + 1 : 0)
      .filter((other) => overlap(one.range, other.range))
      .map((other): [Range, Range] => [one, other]),
  );
}

const sameRanges = (ones: readonly Range[], others: readonly Range[]): boolean =>
  ones.length === others.length &&
  ones.every((one, index) => one.field === others[index]?.field && one.range === others[index].range);

function overlap(one: string, other: string): boolean {
  const [oneAddress, onePrefix] = ipaddr.IPv4.parseCIDR(one);
  const [otherAddress, otherPrefix] = ipaddr.IPv4.parseCIDR(other);
  return oneAddress.match(otherAddress, Math.min(onePrefix, otherPrefix));
}

function primaryFaults({ primaryRegion, regions }: Environment, file: string): Fault[] {
  if (primaryRegion in regions) return [];
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
  const needed = instances * addressesPerInstance + reservedAddresses;
  const prefixNeeded = Math.min(smallestSubnet, 32 - Math.ceil(Math.log2(needed)));
  return servingRegions(environment).flatMap((region): Fault[] => {
    const range = environment.regions[region]?.subnetRange;
    if (range === undefined) return [];
    const prefix = Number(range.split("/")[1]);
    if (prefix <= prefixNeeded) return [];
    return [
      {
        file,
        field: `regions.${region}.subnetRange`,
        message: `${range} holds ${2 ** (32 - prefix)} addresses, fewer than the ${needed} that ${instances} instances at their maximum may take; widen it to /${prefixNeeded}`,
      },
    ];
  });
}
