import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export const pubsubLines = ({ primaryRegion, usage, queues }: UsedEnvironment): CostLine[] => [
  ...(Object.keys(queues).length > 0
    ? [
        pricedLine(primaryRegion)(
          "storage/messages",
          "Pub/Sub",
          "Messages",
          prices.messages,
          usage.queueGib,
          "published and delivered",
        ),
      ]
    : []),
];
