import type { Environment } from "../../contract/environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export const cloudStorageLines = ({ primaryRegion, usage }: Environment): CostLine[] => [
  pricedLine(primaryRegion)(
    "storage/objects",
    "Cloud Storage",
    "Objects",
    prices.objectStorage,
    usage.objectGib,
    "class STANDARD",
  ),
];
