import { unmet, type Row } from "../unmet";
import { sharedFaults } from "./shared";
import { tierCores } from "../../constructs/cloud-sql/schema";
import type { Environment, Service } from "../environment";
import { environmentFile, type Fault } from "../fault";
import { latencyP99 } from "../latency";
import { leastDays as leastAuditDays } from "../../constructs/cloud-logging/rules";
import { retainedBackups as leastBackups } from "../../constructs/cloud-sql/rules";

/**
 * Faults between environments. They come in the order of promotion, so each is
 * at least as strict as the one before it and keeps its data longer, and the
 * last one serves users.
 */
export function promotionFaults(environments: readonly Environment[]): Fault[] {
  return [
    ...lastFaults(environments.at(-1), environments.at(-2)),
    ...environments.flatMap((later, index) =>
      environments.slice(0, index).flatMap((earlier) => sharedFaults(earlier, later)),
    ),
    ...environments.slice(1).flatMap((later, index) => loosenedFaults(environments[index]!, later)),
  ];
}

/** A fault in the later environment's file. */
type NewFault = (field: string, message: string) => Fault;

const fileOf = ({ name }: Environment): string => environmentFile(name);

/** The last environment serves users, so its data is kept and somebody is called. */
function lastFaults(last: Environment | undefined, before: Environment | undefined): Fault[] {
  if (last === undefined) return [];
  return unmet([
    [
      // After a protected one, the comparison below says it.
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

/** Whether a figure is too low for protection already, which is said in a line of its own. */
const judgedAlone = ({ protection }: Environment, figure: number, least: number): boolean =>
  protection === "protected" && figure < least;

/** What an environment may not loosen against the one before it. */
function loosenedFaults(earlier: Environment, later: Environment): Fault[] {
  const fault = (field: string, message: string): Fault => ({ file: fileOf(later), field, message });
  return [
    ...unmet([
      [
        earlier.protection === "disposable" || later.protection === "protected",
        fault("protection", `is 'disposable' after ${earlier.name}, which is 'protected'; set it to 'protected'`),
      ],
    ]),
    ...retentionFaults(earlier, later, fault),
    ...databaseFaults(earlier, later, fault),
    ...unmet([
      [
        later.budget.monthlyUsd >= earlier.budget.monthlyUsd,
        fault(
          "budget.monthlyUsd",
          `${later.budget.monthlyUsd} is less than the ${earlier.budget.monthlyUsd} of ${earlier.name}; raise it to at least that`,
        ),
      ],
    ]),
    ...cloudArmorFaults(earlier, later, fault),
    ...later.services.flatMap((service) => {
      const before = earlier.services.find(({ key }) => key === service.key);
      return before === undefined ? [] : serviceFaults(earlier.name, before, service, fault);
    }),
  ];
}

/** What is kept is kept for longer than where a release was tried out. */
function retentionFaults(earlier: Environment, later: Environment, fault: NewFault): Fault[] {
  const kinds = Object.keys(later.retentionDays) as (keyof Environment["retentionDays"])[];
  const audit = [earlier.audit.retentionDays, later.audit.retentionDays] as const;
  return unmet([
    ...kinds.map((kind): Row<Fault> => {
      const [before, after] = [earlier.retentionDays[kind], later.retentionDays[kind]];
      return [
        after > before,
        fault(
          `retentionDays.${kind}`,
          `${after} days are not more than the ${before} of ${earlier.name}; raise it above ${before}`,
        ),
      ];
    }),
    [
      audit[1] >= audit[0] || judgedAlone(later, audit[1], leastAuditDays),
      fault(
        "audit.retentionDays",
        `${audit[1]} days are fewer than the ${audit[0]} of ${earlier.name}; raise it to at least that`,
      ),
    ],
  ]);
}

/** The doors are at least as narrow. */
function cloudArmorFaults(
  { name, cloudArmor: before }: Environment,
  { cloudArmor: after }: Environment,
  fault: NewFault,
): Fault[] {
  return unmet([
    ...(["requestsPerMinute", "websocketHandshakesPerMinute"] as const).map((limit): Row<Fault> => [
      after[limit] <= before[limit],
      fault(
        `cloudArmor.${limit}`,
        `${after[limit]} is looser than the ${before[limit]} of ${name}; lower it to ${before[limit]} or less`,
      ),
    ]),
    [
      before.firewallMode === "preview" || after.firewallMode === "enforce",
      fault("cloudArmor.firewallMode", `is 'preview' after ${name}, which enforces; set it to 'enforce'`),
    ],
    [
      !before.adaptiveProtection || after.adaptiveProtection,
      fault("cloudArmor.adaptiveProtection", `is off after ${name}, which has it; set it to true`),
    ],
  ]);
}

/** A service's alerts and promises are at least as strict. */
function serviceFaults(earlier: string, before: Service, service: Service, fault: NewFault): Fault[] {
  const looser = (field: string, value: number, bound: number): Fault =>
    fault(
      `services.${service.key}.${field}`,
      `${value} is looser than the ${bound} of ${earlier}; lower it to ${bound} or less`,
    );
  const [p99Before, p99] = [latencyP99(before), latencyP99(service)];
  return [
    ...unmet([
      ...(["latencyP95Milliseconds", "errorRatio"] as const).map((limit): Row<Fault> => [
        service[limit] <= before[limit],
        looser(limit, service[limit], before[limit]),
      ]),
      [
        // Where the 95th percentile is looser, one line about it is enough.
        p99 <= p99Before || service.latencyP95Milliseconds > before.latencyP95Milliseconds,
        looser("latencyP99Milliseconds", p99, p99Before),
      ],
    ]),
    ...objectiveFaults(earlier, before, service, fault),
  ];
}

/** A service promises users at least what it promised in rehearsal. */
function objectiveFaults(earlier: string, before: Service, service: Service, fault: NewFault): Fault[] {
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
  const looser = (field: string, value: number, fix: string): Fault =>
    fault(
      `services.${service.key}.objectives.${field}`,
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

/** Each environment's database is larger than the one before, so that what fits there fits here. */
function databaseFaults(earlier: Environment, later: Environment, fault: NewFault): Fault[] {
  const [before, after] = [earlier.database, later.database];
  // Services that need one are refused by the rules on references.
  if (before === undefined || after === undefined) return [];
  const [coresBefore, cores] = [tierCores(before.tier), tierCores(after.tier)];
  return unmet([
    [
      cores > coresBefore,
      fault(
        "database.tier",
        `'${after.tier}' has ${cores} vCPU, not more than the ${coresBefore} of ${earlier.name}; name a tier with more than ${coresBefore}`,
      ),
    ],
    [
      after.retainedBackups >= before.retainedBackups || judgedAlone(later, after.retainedBackups, leastBackups),
      fault(
        "database.retainedBackups",
        `${after.retainedBackups} are fewer than the ${before.retainedBackups} of ${earlier.name}; raise it to at least that`,
      ),
    ],
  ]);
}
