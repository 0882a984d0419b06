import type { Service } from "./environment";

/** Highest 99th percentile of a service's latency; milliseconds. */
export const latencyP99 = ({
  latencyP95Milliseconds,
  latencyP99Milliseconds = 2 * latencyP95Milliseconds,
}: Pick<Service, "latencyP95Milliseconds" | "latencyP99Milliseconds">): number => latencyP99Milliseconds;
