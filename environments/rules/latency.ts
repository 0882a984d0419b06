import type { Fault } from "../fault";
import { matchesPath } from "../routes";
import type { Rule } from "./rule";

/** Figures of latency that contradict each other, or of paths whose time nothing measures. */
export const latencyFaults: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Fault[] => {
    const { latencyP95Milliseconds: p95, latencyP99Milliseconds: p99, pathLatencyP99Milliseconds: paths } = service;
    const faults: Fault[] = [];
    if (p99 !== undefined && p99 < p95)
      faults.push({
        ...at(service.key, "latencyP99Milliseconds"),
        message: `${p99} is below latencyP95Milliseconds, which is ${p95}; raise it to ${p95} or more`,
      });
    const routed = service.route?.paths ?? [];
    for (const path of Object.keys(paths)) {
      if (routed.includes(path)) continue;
      const rule = routed.find((pattern) => matchesPath(pattern, path));
      const fix =
        rule === undefined
          ? "add it to route.paths or remove it here"
          : `its requests are counted under '${rule}'; give it a rule of its own in route.paths`;
      faults.push({
        ...at(service.key, `pathLatencyP99Milliseconds.${path}`),
        message: `is no path of the route, so the load balancer does not measure it; ${fix}`,
      });
    }
    return faults;
  });
