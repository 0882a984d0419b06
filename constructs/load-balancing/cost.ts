import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { hoursAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";

export function loadBalancerLines({ primaryRegion, usage }: UsedEnvironment): CostLine[] {
  const { fromUsersGib, toUsersGib } = usage.traffic;
  const line = pricedLine(primaryRegion);
  return [
    line(
      "load-balancer/rules",
      "Load balancer",
      "Forwarding rules",
      prices.forwardingRules,
      hoursAMonth,
      "HTTPS and its redirect; up to five cost as much as one",
    ),
    line(
      "load-balancer/data",
      "Load balancer",
      "Data processed",
      prices.balancedData,
      fromUsersGib + toUsersGib,
      "both ways",
    ),
  ];
}
