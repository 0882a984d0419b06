import { servingRegions, type Environment, type Service } from "../environment";
import type { Issue } from "../issue";
import { directVpcInstances } from "../../constructs/cloud-run/schema";
import { unmet } from "../unmet";
import type { Rule, RuleContext } from "./rule";

/**
 * The maximum number of instances carries the peak over all regions. A protected
 * environment with several regions must also carry it after the loss of one; all
 * regions have the same scale, so it does not matter which. No maximum is above
 * the number of instances in the network that Google allows a revision.
 */
export const capacityIssues: Rule = ({ environment, at }) =>
  environment.services.flatMap((service): Issue[] => {
    const { slug, scale, peakSessions, websocket, external } = service;
    if (external !== undefined) return [];
    const most = mostInstances(environment);
    return [
      ...unmet([
        [
          scale.min <= scale.max,
          {
            ...at(slug, "scale.min"),
            message: `min ${scale.min} is above max ${scale.max}; ${scale.min <= most ? `raise max to ${scale.min} or ` : ""}lower min to ${scale.max}`,
          },
        ],
        [
          scale.max <= most,
          {
            ...at(slug, "scale.max"),
            message: `${scale.max} instances are more than the ${most} with Direct VPC egress that ${allowedBy(environment)} in each region; lower max to ${most}, or have the quota raised (runbooks/quota-increase.md) and set directVpcQuota.granted to what Google grants`,
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

/** Highest number of instances that one revision may have in one region. */
const mostInstances = ({ directVpcQuota }: Environment): number => directVpcQuota?.granted ?? directVpcInstances;

const allowedBy = ({ directVpcQuota }: Environment): string =>
  directVpcQuota === undefined
    ? 'Google allows a revision without a request (Google, "Cloud Run quotas")'
    : `the quota ${directVpcQuota.quotaId} allows a revision`;

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
  const most = mostInstances(environment);
  return unmet([
    [
      // Another rule refuses a concurrency of 0, and dividing by it gives no fix.
      carried >= peakSessions || concurrency < 1,
      {
        ...at(slug, "scale.max"),
        message:
          `${scale.max} instances x ${concurrency} connections${where} carry ${carried} sessions, fewer than the ${peakSessions} ` +
          `that peakSessions asks for; ${needed <= most ? `raise max to ${needed}` : `raise concurrency or serve from more regions, since ${needed} instances are more than the ${most} that ${allowedBy(environment)}`}`,
      },
    ],
  ]);
}
