import type { InCase } from "./figure";
import type { ServiceUsage, Usage } from "./usage";

/** Load of a service in a month, however it is stated. */
export interface Load {
  /** Requests, or connections of a WebSocket service. */
  readonly requests: number;
  /** Sum of their durations. */
  readonly hours: number;
}

/** Load of a service; none if the usage does not list it. */
export function loadOf({ services }: Pick<Usage, "services">, slug: string): Load {
  const { requests = 0, averageSeconds = 0, sessionHours, averageMinutes }: InCase<ServiceUsage> = services[slug] ?? {};
  if (sessionHours === undefined || averageMinutes === undefined)
    return { requests, hours: (requests * averageSeconds) / 3600 };
  return { requests: (sessionHours * 60) / averageMinutes, hours: sessionHours };
}

/** Whether anybody is expected to use a service. */
export const hasUsers = (usage: Pick<Usage, "services">): boolean =>
  Object.keys(usage.services).some((slug) => loadOf(usage, slug).requests > 0);
