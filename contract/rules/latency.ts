import { turnCompleted } from "../../log-contract/turn-completed";
import type { Service } from "../environment";
import type { Issue } from "../issue";
import { latencyP99 } from "../latency";
import { rollbackShare } from "../objectives";
import { matchesPath } from "../routes";
import type { Rule, RuleContext } from "./rule";

const lastTurnBound = Math.max(...turnCompleted.metrics.turnLatency.bounds);

/** Figures of latency that contradict each other, or of paths whose time nothing measures. */
export const latencyIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Issue[] => {
    const { latencyP95Milliseconds: p95, latencyP99Milliseconds: p99, pathLatencyP99Milliseconds: paths } = service;
    const issues: Issue[] = [...unreachable(service, at)];
    if (p99 !== undefined && p99 < p95)
      issues.push({
        ...at(service.key, "latencyP99Milliseconds"),
        message: `${p99} is below latencyP95Milliseconds, which is ${p95}; raise it to ${p95} or more`,
      });
    const routed = service.route?.paths ?? [];
    for (const path of Object.keys(paths)) {
      if (service.websocket && path !== service.health.path)
        issues.push({
          ...at(service.key, `pathLatencyP99Milliseconds.${path}`),
          message: "measures how long conversations last, since a WebSocket is one request; remove it",
        });
      if (routed.includes(path)) continue;
      const rule = routed.find((pattern) => matchesPath(pattern, path));
      const fix =
        rule === undefined
          ? "add it to route.paths or remove it here"
          : `its requests are counted under '${rule}'; give it a rule of its own in route.paths`;
      issues.push({
        ...at(service.key, `pathLatencyP99Milliseconds.${path}`),
        message: `is no path of the route, so the load balancer does not measure it; ${fix}`,
      });
    }
    return issues;
  });

/** Figures that nothing can exceed, so that their alert could never open or their objective never be missed. */
function unreachable(service: Service, at: RuleContext["at"]): Issue[] {
  const { latencyP95Milliseconds: p95, objectives, errorRatio } = service;
  // A timeout that is none is a fault of its own.
  const longest = service.websocket ? lastTurnBound : service.timeoutSeconds * 1000;
  const why = service.websocket
    ? "the last bound of the turns' histogram, beyond which nothing is told apart"
    : "what timeoutSeconds lets a request take";
  const figures: [field: string, milliseconds: number][] = [
    ["latencyP95Milliseconds", p95],
    // Where the one can never be exceeded, twice as much cannot either.
    ...(p95 < longest ? [["latencyP99Milliseconds", latencyP99(service)] as [string, number]] : []),
    ...(service.websocket
      ? []
      : [["objectives.latency.milliseconds", objectives.latency.milliseconds] as [string, number]]),
    ...Object.entries(service.pathLatencyP99Milliseconds).map(([path, milliseconds]): [string, number] => [
      `pathLatencyP99Milliseconds.${path}`,
      milliseconds,
    ]),
  ];
  return [
    ...figures
      .filter(([, milliseconds]) => milliseconds >= longest && service.timeoutSeconds > 0)
      .map(([field, milliseconds]): Issue => ({
        ...at(service.key, field),
        message: `${milliseconds} ms are never exceeded: ${longest} ms is ${why}; lower it below ${longest}`,
      })),
    ...(errorRatio > 0 && errorRatio <= rollbackShare
      ? []
      : [
          {
            ...at(service.key, "errorRatio"),
            message: `must be more than 0 and at most ${rollbackShare}, at which a release is rolled back, got ${errorRatio}`,
          },
        ]),
  ];
}
