import { servingRegions, type Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { leastWindowSeconds } from "../../observability/metrics/metric";
import { series, window } from "../../observability/promql";
import { cloudNat } from "./metrics";
import { subnetworkName } from "./names";

const windowSeconds = leastWindowSeconds(cloudNat.droppedSentPackets);

/**
 * Ten minutes: an instance gets more ports on demand, and what it sends before it has
 * them may be dropped and sent again. Drops that go on are at a limit, of the ports of an
 * instance (network.ts) or of Google's addresses.
 */
const forSeconds = 600;

/** Alert on Cloud NAT gateways without ports or addresses: services do not reach the internet, and Google's APIs still. */
export function vpcAlerts(environment: Environment): Alert[] {
  const gateways = servingRegions(environment).map((region) => subnetworkName(environment, region));
  const gateway = { gateway_name: gateways.length === 1 ? gateways[0]! : `=~${gateways.join("|")}` };
  const dropped = series(environment, cloudNat.droppedSentPackets, { ...gateway, reason: "OUT_OF_RESOURCES" });
  const failed = series(environment, cloudNat.allocationFailed, gateway);
  const shared = { language: "promql", comparison: ">", threshold: 0, forSeconds } as const;
  return [
    {
      kind: "nat-dropped-packets",
      subject: { kind: "environment" },
      title: "Cloud NAT drops packets",
      severity: "ticket",
      conditions: [
        {
          ...shared,
          title: "a gateway drops packets for want of ports",
          value: `sum by (gateway_name) (increase(${dropped}[${window(windowSeconds)}]))`,
        },
        {
          ...shared,
          title: "a gateway cannot get an address",
          value: `max by (gateway_name) (${failed})`,
        },
      ],
      meaning: `A Cloud NAT gateway, which the incident's label names, has had too few ports or addresses for ${forSeconds / 60} minutes: some connections to the internet fail.`,
      logs: 'resource.type="nat_gateway" AND jsonPayload.allocation_status="DROPPED"',
    },
  ];
}
