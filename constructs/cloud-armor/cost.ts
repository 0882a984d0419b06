import type { UsedEnvironment } from "../../contract/cost/used-environment";
import { pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { loadOf } from "../../contract/load";
import { isRouted } from "../../contract/routes";
import { securityRuleCount } from "./security-rules";

export function cloudArmorLines(environment: UsedEnvironment): CostLine[] {
  const { primaryRegion, cloudArmor, usage } = environment;
  if (!cloudArmor.enabled) return [];
  const requests = environment.services
    .filter(isRouted)
    .reduce((sum, { slug }) => sum + loadOf(usage, slug).requests, 0);
  const line = pricedLine(primaryRegion);
  return [
    line("armor/policy", "Cloud Armor", "Security policy", prices.securityPolicy, 1, "one for all services"),
    line(
      "armor/rules",
      "Cloud Armor",
      "Rules",
      prices.securityRule,
      securityRuleCount(environment),
      "the default rule counts",
    ),
    line(
      "armor/requests",
      "Cloud Armor",
      "Requests",
      prices.securityRequests,
      requests,
      "requests and WebSocket handshakes, not what flows through the sockets",
    ),
  ];
}
