import { cloudRun } from "../../constructs/cloud-run/metrics";
import { logMetrics } from "../../observability/metrics/log-based";
import { userRequests } from "../../observability/metrics/user-requests";
import { pubsub } from "../../constructs/pubsub/metrics";
import { quantile, rate, series, type Scope } from "../../observability/promql";
import { inlineCode, table } from "../markdown";

/** Placeholders that the reader fills in. */
const scope: Scope = { project: { id: "PROJECT", number: "NUMBER" } };
const service = { service_name: "SERVICE" };

/** The series that the media service was to expose, and where Cloud Monitoring has the same. */
const equivalents: readonly { readonly series: string; readonly query: string; readonly note: string }[] = [
  {
    series: "http_requests_total",
    query: series(scope, userRequests.all, service),
    note: "By `status`, without uptime checks and jobs, which `run_googleapis_com:request_count` counts too; nothing counts by method",
  },
  {
    series: "http_request_duration_seconds",
    query: series(scope, userRequests.latency, service, "_bucket"),
    note: "Without uptime checks and jobs; of paths with a limit of their own `path_latency`, by `path`",
  },
  {
    series: "audio_mixing_duration_seconds",
    query: series(scope, logMetrics.audioMixingDuration, service, "_bucket"),
    note: "From the line `Job completed`",
  },
  {
    series: "api_latency_p99",
    query: quantile(scope, 0.99, userRequests.latency, service, 300),
    note: "In seconds; a quantile is asked for, never stored",
  },
  {
    series: "task_queue_length",
    query: series(scope, pubsub.undeliveredMessages, { subscription_id: "SUBSCRIPTION" }),
    note: "Messages that wait for an acknowledgement",
  },
  {
    series: "error_rate_percent",
    query: `100 * ${rate(series(scope, userRequests.failed, service), 300)} / ${rate(series(scope, userRequests.all, service), 300)}`,
    note: "Alerts compare the share, 0 to 1",
  },
  {
    series: "memory_usage_bytes",
    query: series(scope, cloudRun.memoryUsage, service, "_bucket"),
    note: "A distribution over containers; alerts read the share of the limit, `run_googleapis_com:container_memory_utilizations`",
  },
  {
    series: "cpu_usage_percent",
    query: series(scope, cloudRun.cpuUtilizations, service, "_bucket"),
    note: "A distribution over containers, as a share from 0 to 1",
  },
];

export const prometheusTable = (): string =>
  table(
    ["Prometheus series", "In Cloud Monitoring, as PromQL", "Note"],
    equivalents.map(({ series, query, note }) => [inlineCode(series), inlineCode(query), note]),
  );
