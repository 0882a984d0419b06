import type { Environment } from "../../contract/environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export const pubsubLines = ({ primaryRegion, usage, queues }: Environment): CostLine[] => [
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
