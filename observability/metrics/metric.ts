/** A monitored resource type: what time series are about. Google, "Monitored resource types". */
export interface MonitoredResource {
  readonly type: string;
  /** Labels that select or group time series. Unused labels are omitted. */
  readonly labels: readonly string[];
}

/** A Cloud Monitoring metric, according to Google's lists of 2026-04-10. */
export interface Metric {
  /** Cloud Monitoring's name, such as `run.googleapis.com/request_count`. */
  readonly type: string;
  /** Monitored resource whose time series are used here. */
  readonly resource: MonitoredResource;
  /** Whether other resource types also write the metric, so that PromQL must name the type. */
  readonly ambiguous?: boolean;
  /** Labels of the metric, in addition to the resource's. Unused labels are omitted. */
  readonly labels: readonly string[];
  readonly kind: "GAUGE" | "DELTA" | "CUMULATIVE";
  readonly valueType: "BOOL" | "INT64" | "DOUBLE" | "DISTRIBUTION";
  /** Unit in Google's notation; `10^2.%` is a share from 0 to 1. */
  readonly unit: string;
  /** Meaning of one data point. */
  readonly meaning: string;
  /** Meaning for a WebSocket service, whose requests last as long as conversations. @default - the same */
  readonly ofWebsockets?: string;
  /** Sampling period, and delay until a sample can be read; seconds. @default - Google documents none */
  readonly samplePeriodSeconds?: number;
  readonly visibilityDelaySeconds?: number;
  /** Google's page that describes the metric. */
  readonly source: string;
}

/** Assumed delay where Google documents none; log-based metrics are complete within this time. */
const assumedDelaySeconds = 180;

/**
 * Shortest usable rate window of a metric; seconds, whole minutes. It must contain two
 * samples, and the newest readable sample is as old as the metric's delay (Google,
 * "Retention and latency of metric data").
 */
export function leastWindowSeconds({ samplePeriodSeconds = 60, visibilityDelaySeconds }: Metric): number {
  return Math.ceil((2 * samplePeriodSeconds + (visibilityDelaySeconds ?? assumedDelaySeconds)) / 60) * 60;
}

/**
 * Name of a metric in PromQL: the first `/` becomes `:`, and every other invalid
 * character becomes `_`. Google, "Mapping Cloud Monitoring metrics to PromQL".
 */
export function promqlName({ type }: Pick<Metric, "type">): string {
  const [domain, ...path] = type.split("/");
  const plain = (text: string): string => text.replace(/[^a-zA-Z0-9_]/g, "_");
  return `${plain(domain!)}:${plain(path.join("/"))}`;
}
