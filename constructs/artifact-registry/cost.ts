import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export const artifactRegistryLines = ({ primaryRegion, usage }: UsedEnvironment): CostLine[] => [
  pricedLine(primaryRegion)(
    "storage/images",
    "Artifact Registry",
    "Images",
    prices.imageStorage,
    usage.imageGib,
    "usage.imageGib",
  ),
];
