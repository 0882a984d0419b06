import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export const cloudStorageLines = ({ primaryRegion, usage }: UsedEnvironment): CostLine[] => [
  pricedLine(primaryRegion)(
    "storage/objects",
    "Cloud Storage",
    "Objects",
    prices.objectStorage,
    usage.objectGib,
    "class STANDARD",
  ),
];
