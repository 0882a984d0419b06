import { products } from "../constructs/products";
import type { Environment } from "./environment";
import type { Range } from "./ranges";

/** Every range of the environment's network and of the Google networks that are peered with it. */
export function networkRanges(environment: Environment): Range[] {
  const { regions, cluster } = environment;
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
    ...products.flatMap(({ clients }) => clients?.range(environment) ?? []),
    ...(cluster === undefined ? [] : [{ field: "cluster.controlPlaneRange", range: cluster.controlPlaneRange }]),
  ];
}
