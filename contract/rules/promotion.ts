import { exceptionKey } from "../../constructs/cloud-armor/rules";
import { unmet, type Row } from "../unmet";
import { sharedIssues } from "./shared";
import { tierCores } from "../../constructs/cloud-sql/schema";
import type { Environment, Service } from "../environment";
import { environmentFile, type Issue } from "../issue";
import { latencyP99 } from "../latency";
import { leastDays as leastAuditDays } from "../../constructs/cloud-logging/rules";
import { retainedBackups as leastBackups } from "../../constructs/cloud-sql/rules";

/**
 * Issues between environments, which are given in the order of promotion. Each must
 * be at least as strict as the one before it and keep its data at least as long;
 * the last one serves users.
 */
export function promotionIssues(environments: readonly Environment[]): Issue[] {
  return [
    ...lastIssues(environments.at(-1), environments.at(-2)),
    ...environments.flatMap((later, index) =>
      environments.slice(0, index).flatMap((earlier) => sharedIssues(earlier, later)),
    ),
    ...environments.slice(1).flatMap((later, index) => loosenedIssues(environments[index]!, later)),
  ];
}

/** An issue in the later environment's file. */
type NewIssue = (field: string, message: string) => Issue;

const fileOf = ({ name }: Environment): string => environmentFile(name);

/** The last environment serves users, so it must be protected and page the on-call. */
function lastIssues(last: Environment | undefined, before: Environment | undefined): Issue[] {
  if (last === undefined) return [];
  return unmet([
    [
      // If the environment before it is protected, `loosenedIssues` reports this.
      last.protection === "protected" || before?.protection === "protected",
      {
        file: fileOf(last),
        field: "protection",
        message: "is 'disposable', but the last environment of the promotion order serves users; set it to 'protected'",
      },
    ],
    [
      last.notifications.page.includes("pagerDuty"),
      {
        file: fileOf(last),
        field: "notifications.page",
        message:
          "wakes nobody, but the last environment of the promotion order serves users; set channels.pagerDuty to true and add 'pagerDuty'",
      },
    ],
  ]);
}

/** Whether the protection rule already reports a figure as too low. */
const judgedAlone = ({ protection }: Environment, figure: number, least: number): boolean =>
  protection === "protected" && figure < least;

/** Refuses settings that are less strict than those of the environment before. */
function loosenedIssues(earlier: Environment, later: Environment): Issue[] {
  const issue = (field: string, message: string): Issue => ({ file: fileOf(later), field, message });
  return [
    ...unmet([
      [
        earlier.protection === "disposable" || later.protection === "protected",
        issue("protection", `is 'disposable' after ${earlier.name}, which is 'protected'; set it to 'protected'`),
      ],
    ]),
    ...retentionIssues(earlier, later, issue),
    ...cloudSqlIssues(earlier, later, issue),
    ...cloudArmorIssues(earlier, later, issue),
    ...later.services.flatMap((service) => {
      const before = earlier.services.find(({ slug }) => slug === service.slug);
      return before === undefined ? [] : serviceIssues(earlier.name, before, service, issue);
    }),
  ];
}

/** Retention must be longer than in the environment before, and that of the audit trail at least as long. */
function retentionIssues(earlier: Environment, later: Environment, issue: NewIssue): Issue[] {
  const kinds = Object.keys(later.retentionDays) as (keyof Environment["retentionDays"])[];
  const audit = [earlier.audit.retentionDays, later.audit.retentionDays] as const;
  return unmet([
    ...kinds.map((kind): Row<Issue> => {
      const [before, after] = [earlier.retentionDays[kind], later.retentionDays[kind]];
      return [
        after > before,
        issue(
          `retentionDays.${kind}`,
          `${after} days are not more than the ${before} of ${earlier.name}; raise it above ${before}`,
        ),
      ];
    }),
    [
      audit[1] >= audit[0] || judgedAlone(later, audit[1], leastAuditDays),
      issue(
        "audit.retentionDays",
        `${audit[1]} days are fewer than the ${audit[0]} of ${earlier.name}; raise it to at least that`,
      ),
    ],
  ]);
}

/** Rate limits and firewall rules must be at least as strict as in the environment before. */
function cloudArmorIssues(
  { name, cloudArmor: before }: Environment,
  { cloudArmor: after }: Environment,
  issue: NewIssue,
): Issue[] {
  return unmet([
    ...(["requestsPerMinute", "websocketHandshakesPerMinute"] as const).map((limit): Row<Issue> => [
      after[limit] <= before[limit],
      issue(
        `cloudArmor.${limit}`,
        `${after[limit]} is looser than the ${before[limit]} of ${name}; lower it to ${before[limit]} or less`,
      ),
    ]),
    ...after.previewedRuleSets.map((set): Row<Issue> => [
      before.firewallMode === "preview" || before.previewedRuleSets.includes(set),
      issue(
        "cloudArmor.previewedRuleSets",
        `only logs '${set}', which ${name} enforces; remove it, or preview it there`,
      ),
    ]),
    ...after.exceptions.map((one): Row<Issue> => [
      before.firewallMode === "preview" || before.exceptions.some((other) => exceptionKey(other) === exceptionKey(one)),
      issue("cloudArmor.exceptions", `${exceptionKey(one)} is excepted, but not in ${name}; except it there first`),
    ]),
    [
      before.firewallMode === "preview" || after.firewallMode === "enforce",
      issue("cloudArmor.firewallMode", `is 'preview' after ${name}, which enforces; set it to 'enforce'`),
    ],
    [
      !before.adaptiveProtection || after.adaptiveProtection,
      issue("cloudArmor.adaptiveProtection", `is off after ${name}, which has it; set it to true`),
    ],
  ]);
}

/** A service's alert thresholds and objectives must be at least as strict as in the environment before. */
function serviceIssues(earlier: string, before: Service, service: Service, issue: NewIssue): Issue[] {
  const looser = (field: string, value: number, bound: number): Issue =>
    issue(
      `services.${service.slug}.${field}`,
      `${value} is looser than the ${bound} of ${earlier}; lower it to ${bound} or less`,
    );
  const [p99Before, p99] = [latencyP99(before), latencyP99(service)];
  return [
    ...unmet([
      ...(["latencyP95Milliseconds", "errorRatio"] as const).map((limit): Row<Issue> => [
        service[limit] <= before[limit],
        looser(limit, service[limit], before[limit]),
      ]),
      [
        // Where the 95th percentile is looser, one line about it is enough.
        p99 <= p99Before || service.latencyP95Milliseconds > before.latencyP95Milliseconds,
        looser("latencyP99Milliseconds", p99, p99Before),
      ],
    ]),
    ...objectiveIssues(earlier, before, service, issue),
  ];
}

/** A service's objectives must be at least as strict as in the environment before. */
function objectiveIssues(earlier: string, before: Service, service: Service, issue: NewIssue): Issue[] {
  const goals = ({ objectives: { availability, latency, quality } }: Service): [field: string, goal: number][] => [
    ["availability", availability],
    ["latency.goal", latency.goal],
    ["quality.goal", quality.goal],
  ];
  const bounds = ({ objectives: { latency, quality } }: Service): [field: string, bound: number][] => [
    ["latency.milliseconds", latency.milliseconds],
    ["quality.packetLossRatio", quality.packetLossRatio],
  ];
  const asked = new Map([...goals(before), ...bounds(before)]);
  const looser = (field: string, value: number, fix: string): Issue =>
    issue(
      `services.${service.slug}.objectives.${field}`,
      `${value} is looser than the ${asked.get(field)!} of ${earlier}; ${fix}`,
    );
  return [
    ...goals(service)
      .filter(([field, goal]) => goal < asked.get(field)!)
      .map(([field, goal]) => looser(field, goal, "raise it to at least that")),
    ...bounds(service)
      .filter(([field, bound]) => bound > asked.get(field)!)
      .map(([field, bound]) => looser(field, bound, "lower it to at most that")),
  ];
}

/** An environment's database must be larger than that of the environment before, so that a load that fits there fits here. */
function cloudSqlIssues(earlier: Environment, later: Environment, issue: NewIssue): Issue[] {
  const [before, after] = [earlier.cloudSql, later.cloudSql];
  // The rules on references refuse services that need a missing database.
  if (before === undefined || after === undefined) return [];
  const [coresBefore, cores] = [tierCores(before.tier), tierCores(after.tier)];
  return unmet([
    [
      cores > coresBefore,
      issue(
        "cloudSql.tier",
        `'${after.tier}' has ${cores} vCPU, not more than the ${coresBefore} of ${earlier.name}; name a tier with more than ${coresBefore}`,
      ),
    ],
    [
      after.retainedBackups >= before.retainedBackups || judgedAlone(later, after.retainedBackups, leastBackups),
      issue(
        "cloudSql.retainedBackups",
        `${after.retainedBackups} are fewer than the ${before.retainedBackups} of ${earlier.name}; raise it to at least that`,
      ),
    ],
  ]);
}
