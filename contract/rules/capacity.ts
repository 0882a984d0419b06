import { servingRegions, type Environment, type Service } from "../environment";
import type { Issue } from "../issue";
import { maxInstances } from "../../constructs/cloud-run/schema";
import { unmet } from "../unmet";
import type { Rule, RuleContext } from "./rule";

/**
 * The maximum number of instances carries the peak over all regions. A protected
 * environment with several regions must also carry it after the loss of one; all
 * regions have the same scale, so it does not matter which.
 */
export const capacityIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Issue[] => {
    const { slug, scale, peakSessions, websocket, external } = service;
    if (external !== undefined) return [];
    return [
      ...unmet([
        [
          scale.min <= scale.max,
          {
            ...at(slug, "scale.min"),
            message: `min ${scale.min} is above max ${scale.max}; ${scale.min <= maxInstances ? `raise max to ${scale.min} or ` : ""}lower min to ${scale.max}`,
          },
        ],
        [
          !websocket || peakSessions !== undefined,
          {
            ...at(slug, "peakSessions"),
            message: "is missing; a WebSocket service says how many connections are open at its peak",
          },
        ],
      ]),
      ...(peakSessions === undefined ? [] : peakIssues(environment, service, peakSessions, at)),
    ];
  });

function peakIssues(
  environment: Environment,
  { slug, scale, concurrency }: Service,
  peakSessions: number,
  at: RuleContext["at"],
): Issue[] {
  const regions = servingRegions(environment);
  const losable = environment.protection === "protected" && regions.length > 1;
  const serving = losable ? regions.length - 1 : regions.length;
  const carried = serving * scale.max * concurrency;
  const where = losable
    ? ` in ${serving} of ${regions.length} regions, one being lost,`
    : regions.length > 1
      ? ` in ${serving} regions`
      : "";
  const needed = Math.ceil(peakSessions / (serving * concurrency));
  return unmet([
    [
      // Another rule refuses a concurrency of 0, and dividing by it gives no fix.
      carried >= peakSessions || concurrency < 1,
      {
        ...at(slug, "scale.max"),
        message:
          `${scale.max} instances x ${concurrency} connections${where} carry ${carried} sessions, fewer than the ${peakSessions} ` +
          `that peakSessions asks for; ${needed <= maxInstances ? `raise max to ${needed}` : `raise concurrency or serve from more regions, since ${needed} instances are more than ${maxInstances}`}`,
      },
    ],
  ]);
}
