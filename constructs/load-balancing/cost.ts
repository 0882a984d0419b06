import { servingRegions, type Environment } from "../../contract/environment";
import { isRouted } from "../../contract/routes";
import { hoursAMonth, pricedLine, type CostLine } from "../../contract/cost/line";
import { prices } from "../../contract/cost/prices";
import { averageInstances } from "../cloud-run/cost";

/** Rules of the security policy, the default among them; one more where sources are exempt. */
const securityRules = 14;
/** Zones that lead to Google's APIs without the internet, and those that a cluster adds for its images. */
const privateZones = { always: 3, ofCluster: 2 };
/** NAT bills a gateway by its machines, up to this many. Google, "Cloud NAT pricing". */
const mostBilledByNat = 32;

/** Load balancer, Cloud Armor, NAT, DNS and what leaves for the internet. */
export function networkLines(environment: Environment): CostLine[] {
  const { primaryRegion, cloudArmor, usage, dnsZone } = environment;
  const { fromUsersGib, toUsersGib, throughNatGib } = usage.traffic;
  const gateways = servingRegions(environment).length;
  const instances = Math.min(mostBilledByNat * gateways, Math.max(1, Math.ceil(averageInstances(environment))));
  const requests = environment.services
    .filter(isRouted)
    .reduce((sum, { key }) => sum + (usage.services[key]?.requests ?? 0), 0);
  const zones = privateZones.always + (environment.cluster === undefined ? 0 : privateZones.ofCluster);
  const rules = securityRules + (cloudArmor.rateLimitExemptRanges.length > 0 ? 1 : 0);
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
    ...(cloudArmor.enabled
      ? [
          line("armor/policy", "Cloud Armor", "Security policy", prices.securityPolicy, 1, "one for all services"),
          line("armor/rules", "Cloud Armor", "Rules", prices.securityRule, rules, "the default rule counts"),
          line(
            "armor/requests",
            "Cloud Armor",
            "Requests",
            prices.securityRequests,
            requests,
            "requests and WebSocket handshakes, not what flows through the sockets",
          ),
        ]
      : []),
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
    line(
      "network/dns",
      "Network",
      "DNS zones",
      prices.dnsZone,
      zones + (dnsZone === undefined ? 0 : 1),
      `${zones} private ones, and the public one where it lies in the project`,
    ),
  ];
}
