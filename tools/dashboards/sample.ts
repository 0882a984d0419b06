import { createHash } from "node:crypto";

/** Number of points of a sample line, one hour. */
const points = 60;

/** A number from 0 to 1 that depends only on the text. */
export const hashed = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE(0) / 0xffffffff;

/**
 * Sample data of a line: mostly flat with one bump, below the limits, and a higher
 * percentile above a lower one. The same text yields the same line, so that two previews
 * differ only where the dashboards do.
 */
export function sampled(text: string, name: string, ceiling: number): number[] {
  const percentile = /^p(\d+)$/.exec(name)?.[1];
  const share = percentile === undefined ? 0.25 + 0.4 * hashed(text) : Number(percentile) / 150;
  const level = share * ceiling;
  const bump = Math.floor(points * hashed(`${text} bump`));
  // 64 bytes, enough for all points: a hash for each of them takes most of a preview's time.
  const bytes = createHash("sha512").update(text).digest();
  return Array.from({ length: points }, (_, at) => {
    const noise = 0.12 * (bytes[at]! / 255 - 0.5);
    const near = 0.3 * Math.exp(-(((at - bump) / 5) ** 2));
    return Math.max(0, level * (1 + noise + near));
  });
}

/** Map from a label by which queries aggregate to typical values of the product. */
const seen: Readonly<Record<string, readonly string[]>> = {
  blocked: ["false", "true"],
  outcome: ["succeeded", "failed"],
  reason: ["client_closed", "max_duration", "network_error", "idle_timeout"],
  resource_type: ["cloud_run_revision", "http_load_balancer", "k8s_container", "cloudsql_database"],
  response_class: ["ack", "deadline_exceeded", "remote_server_5xx"],
  response_code: ["429", "499", "503"],
  response_code_class: ["2xx", "3xx", "4xx", "5xx"],
  status: ["200", "404", "429", "500"],
  type: ["input", "output"],
};

/** Names of the series that a query returns; without a legend, Cloud Monitoring derives them from labels. */
export function seriesNames(query: string, legend: string | undefined): string[] {
  if (legend !== undefined) return [legend];
  const labels = /^(?:sum|max|count) by \(([\w, ]+)\)/.exec(query)?.[1]?.split(", ") ?? [];
  if (labels.length === 0) return ["value"];
  return (seen[labels.at(-1)!] ?? [`${labels.at(-1)!}-1`]).map((value) => `${labels.at(-1)!}: ${value}`);
}
