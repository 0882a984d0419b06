import { servingRegions } from "../../contract/environment";
import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { hoursAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { averageInstances } from "../cloud-run/cost";

/** Maximum number of instances for which Cloud NAT bills a gateway. Google, "Cloud NAT pricing". */
const mostBilledByNat = 32;

/** Cost of Cloud NAT and of traffic to the internet. */
export function vpcLines(environment: UsedEnvironment): CostLine[] {
  const { primaryRegion, usage } = environment;
  const { toUsersGib, throughNatGib } = usage.traffic;
  const gateways = servingRegions(environment).length;
  const instances = Math.min(mostBilledByNat * gateways, Math.max(1, Math.ceil(averageInstances(environment))));
  const line = pricedLine(primaryRegion);
  return [
    line(
      "network/egress",
      "Network",
      "To the internet",
      prices.internetEgress,
      toUsersGib + throughNatGib,
      "premium tier at the price of the first TiB; what NAT carries counts whole",
    ),
    line(
      "network/nat",
      "Network",
      "NAT gateways",
      prices.natInstance,
      instances * hoursAMonth,
      `${instances} instances on average that leave through NAT`,
    ),
    line(
      "network/nat-addresses",
      "Network",
      "Addresses of NAT",
      prices.natAddress,
      gateways * hoursAMonth,
      "one a gateway",
    ),
    line("network/nat-data", "Network", "Data through NAT", prices.natData, throughNatGib, "both ways"),
  ];
}
