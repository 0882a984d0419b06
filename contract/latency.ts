import type { Service } from "./environment";

/** What a service may take at the 99th percentile; milliseconds. */
export const latencyP99 = ({
  latencyP95Milliseconds,
  latencyP99Milliseconds = 2 * latencyP95Milliseconds,
}: Pick<Service, "latencyP95Milliseconds" | "latencyP99Milliseconds">): number => latencyP99Milliseconds;
