import type { Environment } from "../../contract/environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { privateZones } from "./names";

export function cloudDnsLines(environment: Environment): CostLine[] {
  const { primaryRegion, dnsZone } = environment;
  const zones = Object.keys(privateZones(environment)).length;
  return [
    pricedLine(primaryRegion)(
      "network/dns",
      "Network",
      "DNS zones",
      prices.dnsZone,
      zones + (dnsZone === undefined ? 0 : 1),
      `${zones} private ones, and the public one where it lies in the project`,
    ),
  ];
}
