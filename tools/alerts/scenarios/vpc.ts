import { servingRegions, type Environment } from "../../../contract/environment";
import type { InputSeries, Proof, Scenario } from "../scenario";

const gatewayOf = ({ namePrefix }: Environment, region: string): string => `${namePrefix}-${region}`;

const labels = (gateway: string): string => `gateway_name="${gateway}",region="us-central1",router_id="1"`;

const dropped = (gateway: string, reason: string, values: string): InputSeries => ({
  series: `router_googleapis_com:nat_dropped_sent_packets_count{${labels(gateway)},ip_protocol="TCP",reason="${reason}"}`,
  values,
});

const failed = (gateway: string, values: string): InputSeries => ({
  series: `router_googleapis_com:nat_nat_allocation_failed{${labels(gateway)}}`,
  values,
});

/** A packet each five minutes: the fewest that a window of six always holds one of. */
const trickle = "0+0x4 1+0x4 2+0x4 3+0x4 4+0x4 5+0x4 6+0x4";

export const vpcProofs: readonly Proof[] = [
  {
    kind: "nat-dropped-packets",
    scenarios: (environment) => {
      const gateways = servingRegions(environment).map((region) => gatewayOf(environment, region));
      return [
        ...gateways.map((gateway) => ({
          title: `a packet of ${gateway} is dropped each five minutes`,
          series: [dropped(gateway, "OUT_OF_RESOURCES", trickle)],
          opensAtMinute: 15,
        })),
        {
          title: "a burst, until there are more ports",
          series: [dropped(gateways[0]!, "OUT_OF_RESOURCES", "0+0x5 90 200+0x30")],
        },
        {
          title: "what is not for want of ports, and another gateway's",
          series: [
            dropped(gateways[0]!, "ENDPOINT_INDEPENDENCE_CONFLICT", "0+9x40"),
            dropped("analytics", "OUT_OF_RESOURCES", "0+9x40"),
          ],
        },
        ...gateways.map((gateway): Scenario => ({
          condition: 1,
          title: `${gateway} gets no address from minute 6 on`,
          series: [failed(gateway, "0+0x5 1+0x30")],
          opensAtMinute: 16,
        })),
        { condition: 1, title: "it gets one", series: [failed(gateways[0]!, "0+0x30")] },
        { condition: 1, title: "it waits for nine minutes", series: [failed(gateways[0]!, "0+0x5 1+0x8 0+0x20")] },
        { condition: 1, title: "another gateway gets none", series: [failed("analytics", "1+0x30")] },
      ];
    },
  },
];
