import { unmet } from "../unmet";
import { turnCompleted } from "../../log-contract/turn-completed";
import type { Environment, Service } from "../environment";
import type { Issue } from "../issue";
import { latencyP99 } from "../latency";
import { rollbackShare } from "../objectives";
import { pushPaths } from "../queues";
import { matchesPath } from "../routes";
import type { Rule, RuleContext } from "./rule";

const lastTurnBound = Math.max(...turnCompleted.metrics.turnLatency.bounds);

/** Refuses latency figures that contradict each other, figures that the declared usage can never meet, and figures of paths that no user reaches. */
export const latencyIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Issue[] => {
    const { latencyP95Milliseconds: p95, latencyP99Milliseconds: p99, pathLatencyP99Milliseconds: paths } = service;
    return [
      ...unreachable(service, at),
      ...unmeetable(environment, service, at),
      ...unmet([
        [
          p99 === undefined || p99 >= p95,
          {
            ...at(service.slug, "latencyP99Milliseconds"),
            message: `${p99} is below latencyP95Milliseconds, which is ${p95}; raise it to ${p95} or more`,
          },
        ],
      ]),
      ...Object.keys(paths).flatMap((path) => pathIssues(service, path, at)),
    ];
  });

/** Refuses a path whose latency would be that of a whole conversation, or that the load balancer does not measure by itself. */
function pathIssues({ slug, websocket, health, route }: Service, path: string, at: RuleContext["at"]): Issue[] {
  const where = at(slug, `pathLatencyP99Milliseconds.${path}`);
  const routed = route?.paths ?? [];
  const rule = routed.find((pattern) => matchesPath(pattern, path));
  const fix =
    rule === undefined
      ? "add it to route.paths or remove it here"
      : `its requests are counted under '${rule}'; give it a rule of its own in route.paths`;
  return unmet([
    [
      !websocket || path === health.path,
      { ...where, message: "measures how long conversations last, since a WebSocket is one request; remove it" },
    ],
    [routed.includes(path), { ...where, message: `is no path of the route, so no user reaches it; ${fix}` }],
  ]);
}

/** Refuses an objective and percentiles below the time that the environment's own usage says a request takes on average: their alerts would open on the first day. */
function unmeetable({ usage }: Pick<Environment, "usage">, service: Service, at: RuleContext["at"]): Issue[] {
  const { latencyP95Milliseconds: p95, objectives, slug, websocket } = service;
  const average = 1000 * (usage.services[slug]?.averageSeconds ?? 0);
  // Turns are measured for a WebSocket, and of a service with a queue the mean counts jobs, which its latency does not.
  if (websocket || pushPaths(service).length > 0) return [];
  const figures: readonly (readonly [field: string, milliseconds: number])[] = [
    ["objectives.latency.milliseconds", objectives.latency.milliseconds],
    ["latencyP95Milliseconds", p95],
    // Twice the p95 figure unless it is given.
    ...(p95 < average ? [] : [["latencyP99Milliseconds", latencyP99(service)] as const]),
  ];
  return figures
    .filter(([, milliseconds]) => milliseconds < average)
    .map(([field, milliseconds]) => ({
      ...at(slug, field),
      message: `${milliseconds} ms cannot be met: usage.services.${slug}.averageSeconds says that a request takes ${average} ms on average; raise it above ${average}, or correct averageSeconds`,
    }));
}

/** Refuses thresholds that no measurement can exceed: their alert could never open, or their objective never be missed. */
function unreachable(service: Service, at: RuleContext["at"]): Issue[] {
  const { latencyP95Milliseconds: p95, objectives, errorRatio } = service;
  // Another rule refuses a timeout of 0.
  const longest = service.websocket ? lastTurnBound : service.timeoutSeconds * 1000;
  const why = service.websocket
    ? "the last bound of the turns' histogram, beyond which nothing is told apart"
    : "what timeoutSeconds lets a request take";
  const figures: [field: string, milliseconds: number][] = [
    ["latencyP95Milliseconds", p95],
    // If the p95 figure is already unreachable, the p99 figure needs no second issue.
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
        ...at(service.slug, field),
        message: `${milliseconds} ms are never exceeded: ${longest} ms is ${why}; lower it below ${longest}`,
      })),
    ...unmet([
      [
        errorRatio > 0 && errorRatio <= rollbackShare,
        {
          ...at(service.slug, "errorRatio"),
          message: `must be more than 0 and at most ${rollbackShare}, at which a release is rolled back, got ${errorRatio}`,
        },
      ],
    ]),
  ];
}
