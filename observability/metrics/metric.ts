import type { ResourceType } from "./resource-types";

/** A metric of Cloud Monitoring, as Google's lists of 2026-04-10 describe it. */
export interface Metric {
  /** Cloud Monitoring's name, such as `run.googleapis.com/request_count`. */
  readonly type: string;
  /** Resource of which the time series are read here. */
  readonly resource: ResourceType;
  /** Whether other resource types write it too, so that PromQL must say which is meant. */
  readonly ambiguous?: boolean;
  /** Labels of its own, beside the resource's. Labels that hold nothing here are left out. */
  readonly labels: readonly string[];
  readonly kind: "GAUGE" | "DELTA" | "CUMULATIVE";
  readonly valueType: "BOOL" | "INT64" | "DOUBLE" | "DISTRIBUTION";
  /** As Google writes it; `10^2.%` is a share from 0 to 1. */
  readonly unit: string;
  /** What one point says. */
  readonly meaning: string;
  /** What it says of a WebSocket service, whose requests are as long as conversations. @default - the same */
  readonly ofWebsockets?: string;
  /** Seconds between two samples, and until one can be read. @default - Google does not say */
  readonly samplePeriodSeconds?: number;
  readonly visibilityDelaySeconds?: number;
  /** Page that describes it. */
  readonly source: string;
}

/** Where Google does not say how old a metric's samples are; log-based metrics settle within so long. */
const assumedDelaySeconds = 180;

/**
 * Shortest window of a rate over a metric, in whole minutes. It must hold two
 * samples, and the newest that can be read is as old as the metric's delay
 * (Google, "Retention and latency of metric data").
 */
export function leastWindowSeconds({ samplePeriodSeconds = 60, visibilityDelaySeconds }: Metric): number {
  return Math.ceil((2 * samplePeriodSeconds + (visibilityDelaySeconds ?? assumedDelaySeconds)) / 60) * 60;
}

/**
 * Name in PromQL: the first `/` becomes `:`, and every other character that
 * PromQL does not take becomes `_`. Google, "Mapping Cloud Monitoring metrics to PromQL".
 */
export function promqlName({ type }: Pick<Metric, "type">): string {
  const [domain, ...path] = type.split("/");
  const plain = (text: string): string => text.replace(/[^a-zA-Z0-9_]/g, "_");
  return `${plain(domain!)}:${plain(path.join("/"))}`;
}
