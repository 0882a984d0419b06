import type { Metric, MonitoredResource } from "../../observability/metrics/metric";

const forwardingRule: MonitoredResource = {
  type: "https_lb_rule",
  labels: ["backend_target_name", "url_map_name", "matched_url_path_rule"],
};
const securityPolicy: MonitoredResource = { type: "network_security_policy", labels: ["policy_name"] };

const requestLabels = [
  "protocol",
  "response_code",
  "load_balancing_scheme",
  "response_code_class",
  "proxy_continent",
  "cache_result",
  "client_country",
] as const;

/** Metrics of the external Application Load Balancer and of Cloud Armor. Status classes are numbers: 500, not 5xx. */
export const loadBalancing = {
  requestCount: {
    type: "loadbalancing.googleapis.com/https/request_count",
    resource: forwardingRule,
    labels: requestLabels,
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Requests that the load balancer answered, by status.",
    ofWebsockets: "Counted when the connection ends.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 210,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
  backendLatencies: {
    type: "loadbalancing.googleapis.com/https/backend_latencies",
    resource: forwardingRule,
    labels: requestLabels,
    kind: "DELTA",
    valueType: "DISTRIBUTION",
    unit: "ms",
    meaning:
      "Time from the load balancer's request to a backend to the end of its response. What Pub/Sub pushes is not among them.",
    ofWebsockets: "How long connections lived. Never a measure of speed.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 210,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
  responseBytes: {
    type: "loadbalancing.googleapis.com/https/response_bytes_count",
    resource: forwardingRule,
    labels: requestLabels,
    kind: "DELTA",
    valueType: "INT64",
    unit: "By",
    meaning: "Bytes of the responses.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 210,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
  securityPolicyRequests: {
    type: "networksecurity.googleapis.com/https/request_count",
    resource: securityPolicy,
    labels: ["blocked", "backend_target_name"],
    kind: "DELTA",
    valueType: "INT64",
    unit: "1",
    meaning: "Requests that a security policy judged, by whether it refused them.",
    ofWebsockets: "Judges handshakes only, never frames.",
    samplePeriodSeconds: 60,
    visibilityDelaySeconds: 210,
    source: 'Google, "Google Cloud metrics: I through O"',
  },
} satisfies Readonly<Record<string, Metric>>;
