import { mostNodes } from "../gke/schema";
import { servingRegions, type Environment } from "../../contract/environment";
import type { Issue } from "../../contract/issue";
import { prefixOf } from "../../contract/ranges";
import { regionIssue } from "../../contract/rules/helpers";
import type { Rule } from "../../contract/rules/rule";

/** Prefix length of the smallest subnet, which also needs two addresses per instance. Google, "Direct VPC egress". */
const smallestSubnet = 26;
const addressesPerInstance = 2;
/** Google reserves four addresses in every subnet's primary range. */
const reservedAddresses = 4;

export const vpcIssues: Rule = ({ environment, file }) => [
  ...regionIssues(environment, file),
  ...primaryIssues(environment, file),
  ...sizeIssues(environment, file),
];

function regionIssues({ regions: serving, vertex }: Environment, file: string): Issue[] {
  const used: [field: string, region: string][] = [
    ...Object.keys(serving).map((region): [string, string] => [`regions.${region}`, region]),
    ...(["location", "textLocation"] as const)
      .filter((field) => vertex[field] !== "global")
      .map((field): [string, string] => [`vertex.${field}`, vertex[field]]),
  ];
  return used.flatMap(([field, region]) => regionIssue({ file, field }, region));
}

function primaryIssues({ primaryRegion, regions }: Environment, file: string): Issue[] {
  if (Object.hasOwn(regions, primaryRegion)) return [];
  return [
    {
      file,
      field: "primaryRegion",
      message: `'${primaryRegion}' is not one of regions (${Object.keys(regions).join(", ")}); add it there or name one of them`,
    },
  ];
}

function sizeIssues(environment: Environment, file: string): Issue[] {
  const instances = environment.services.reduce(
    (sum, { scale, external }) => sum + (external === undefined ? scale.max : 0),
    0,
  );
  return servingRegions(environment).flatMap((region): Issue[] => {
    // The cluster's nodes use addresses of the primary region's subnet.
    const nodes =
      environment.cluster !== undefined && region === environment.primaryRegion ? mostNodes(environment.cluster) : 0;
    const needed = instances * addressesPerInstance + nodes + reservedAddresses;
    const prefixNeeded = Math.min(smallestSubnet, 32 - Math.ceil(Math.log2(needed)));
    const takers = `${instances} instances${nodes > 0 ? ` and ${nodes} nodes` : ""}`;
    const range = environment.regions[region]?.subnetRange;
    if (range === undefined) return [];
    const prefix = prefixOf(range);
    if (prefix <= prefixNeeded) return [];
    const size = 2 ** (32 - prefix);
    const message =
      size < needed
        ? `${range} holds ${size} addresses, fewer than the ${needed} that ${takers} at their maximum may take; widen it to /${prefixNeeded}`
        : `${range} is smaller than the /${smallestSubnet} that Direct VPC egress asks for; widen it to /${smallestSubnet}`;
    return [{ file, field: `regions.${region}.subnetRange`, message }];
  });
}
