import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

/** The label `gateway_name` is the name of the NAT configuration, not of its router. */
const gateway: MonitoredResource = { type: "nat_gateway", labels: ["gateway_name", "region", "router_id"] };

/** Metrics of Cloud NAT. */
export const cloudNat = {
  droppedSentPackets: {
    type: "router.googleapis.com/nat/dropped_sent_packets_count",
    resource: gateway,
    labels: ["ip_protocol", "reason"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "{packet}",
    meaning: "Packets to the internet that a gateway dropped, by reason.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 225,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
  allocationFailed: {
    type: "router.googleapis.com/nat/nat_allocation_failed",
    resource: gateway,
    labels: [],
    kind: "GAUGE",
    valueType: "BOOL",
    unit: "",
    meaning: "1 while a gateway cannot get an address for one of its instances.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 120,
    source: 'Google, "Google Cloud metrics: P through Z"',
  },
} satisfies Readonly<Record<string, Metric>>;
