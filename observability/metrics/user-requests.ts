import { revision } from "../../constructs/cloud-run/metrics";
import type { Metric } from "./metric";

const fromRequestLog = {
  resource: revision,
  // Log-based metrics exist for every resource type, whatever their filter matches.
  ambiguous: true,
  kind: "DELTA",
  samplePeriodSeconds: 60,
  source: "observability/metrics/request-log.ts",
} as const;

/**
 * Metrics that Parley derives from Cloud Run's request log, since Google's own count
 * uptime checks and pushes as users and know no session. Rates are of users only.
 */
export const userRequests = {
  all: {
    ...fromRequestLog,
    type: "logging.googleapis.com/user/requests",
    labels: ["status"],
    valueType: "INT64",
    unit: "1",
    meaning: "Requests of users that ended, by status.",
    ofWebsockets: "Connections of users that ended: nothing is counted while they are open.",
  },
  failed: {
    ...fromRequestLog,
    type: "logging.googleapis.com/user/failed_requests",
    labels: [],
    valueType: "INT64",
    unit: "1",
    meaning: "Requests of users that failed: a 5xx status, or no instance was free.",
    ofWebsockets: "Connections that were not accepted, or that the service broke.",
  },
  latency: {
    ...fromRequestLog,
    type: "logging.googleapis.com/user/request_latency",
    labels: [],
    valueType: "DISTRIBUTION",
    unit: "s",
    meaning: "Time that requests of users took in Cloud Run.",
  },
  pathLatency: {
    ...fromRequestLog,
    type: "logging.googleapis.com/user/path_latency",
    labels: ["path"],
    valueType: "DISTRIBUTION",
    unit: "s",
    meaning: "Time that requests to a path with a limit of its own took in Cloud Run.",
  },
} as const satisfies Readonly<Record<string, Metric>>;
