import { tierCores } from "../../constructs/cloud-sql/schema";
import type { Environment, Service } from "../environment";
import { environmentFile, type Issue } from "../issue";
import { latencyP99 } from "../latency";
import { overlapping, rangesOf } from "../ranges";
import { publicHosts } from "../routes";
import { leastDays as leastAuditDays } from "../../constructs/cloud-logging/rules";
import { retainedBackups as leastBackups } from "../../constructs/cloud-sql/rules";

/**
 * Faults between environments. They come in the order of promotion, so each is
 * at least as strict as the one before it and keeps its data longer, and the
 * last one serves users.
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

const fileOf = ({ name }: Environment): string => environmentFile(name);

/** The last environment serves users, so its data is kept and somebody is called. */
function lastIssues(last: Environment | undefined, before: Environment | undefined): Issue[] {
  if (last === undefined) return [];
  const issues: Issue[] = [];
  // After a protected one, the comparison below says it.
  if (last.protection !== "protected" && before?.protection !== "protected")
    issues.push({
      file: fileOf(last),
      field: "protection",
      message: "is 'disposable', but the last environment of the promotion order serves users; set it to 'protected'",
    });
  if (!last.notifications.page.includes("pagerDuty"))
    issues.push({
      file: fileOf(last),
      field: "notifications.page",
      message:
        "wakes nobody, but the last environment of the promotion order serves users; set channels.pagerDuty to true and add 'pagerDuty'",
    });
  return issues;
}

/** Two environments share nothing: a change to one could reach the other. */
function sharedIssues(earlier: Environment, later: Environment): Issue[] {
  const same: [field: string, one: string, other: string][] = [
    ["project.id", earlier.project.id, later.project.id],
    ["project.number", earlier.project.number, later.project.number],
    ["domain", earlier.domain, later.domain],
  ];
  const hosts = earlier.domain === later.domain ? [] : publicHosts(earlier).map(({ host }) => host);
  return [
    ...same
      .filter(([, one, other]) => one === other)
      .map(([field, value]): Issue => ({
        file: fileOf(later),
        field,
        message: `'${value}' is also ${earlier.name}'s; give each environment its own`,
      })),
    ...publicHosts(later)
      .filter(({ host }) => hosts.includes(host))
      .map(({ host }): Issue => ({
        file: fileOf(later),
        field: "domain",
        message: `serves '${host}', which ${earlier.name} serves too; give each environment its own`,
      })),
    ...overlapping(rangesOf(later), rangesOf(earlier)).map(([one, other]): Issue => ({
      file: fileOf(later),
      field: one.field,
      message: `${one.range} overlaps ${other.range} of ${earlier.name}'s ${other.field}; the networks could never be joined, so take another range`,
    })),
  ];
}

/** Whether a figure is too low for protection already, which is said in a line of its own. */
const judgedAlone = ({ protection }: Environment, figure: number, least: number): boolean =>
  protection === "protected" && figure < least;

/** What an environment may not loosen against the one before it. */
function loosenedIssues(earlier: Environment, later: Environment): Issue[] {
  const issues: Issue[] = [];
  const issue = (file: string, field: string, message: string): void => void issues.push({ file, field, message });
  if (earlier.protection === "protected" && later.protection === "disposable") {
    issue(
      fileOf(later),
      "protection",
      `is 'disposable' after ${earlier.name}, which is 'protected'; set it to 'protected'`,
    );
  }
  for (const kind of Object.keys(later.retentionDays) as (keyof Environment["retentionDays"])[]) {
    const [before, after] = [earlier.retentionDays[kind], later.retentionDays[kind]];
    if (after <= before)
      issue(
        fileOf(later),
        `retentionDays.${kind}`,
        `${after} days are not more than the ${before} of ${earlier.name}; raise it above ${before}`,
      );
  }
  if (
    !judgedAlone(later, later.audit.retentionDays, leastAuditDays) &&
    later.audit.retentionDays < earlier.audit.retentionDays
  ) {
    issue(
      fileOf(later),
      "audit.retentionDays",
      `${later.audit.retentionDays} days are fewer than the ${earlier.audit.retentionDays} of ${earlier.name}; raise it to at least that`,
    );
  }
  issues.push(...databaseIssues(earlier, later));
  if (later.budget.monthlyUsd < earlier.budget.monthlyUsd) {
    issue(
      fileOf(later),
      "budget.monthlyUsd",
      `${later.budget.monthlyUsd} is less than the ${earlier.budget.monthlyUsd} of ${earlier.name}; raise it to at least that`,
    );
  }
  for (const limit of ["requestsPerMinute", "websocketHandshakesPerMinute"] as const) {
    const [before, after] = [earlier.cloudArmor[limit], later.cloudArmor[limit]];
    if (after > before)
      issue(
        fileOf(later),
        `cloudArmor.${limit}`,
        `${after} is looser than the ${before} of ${earlier.name}; lower it to ${before} or less`,
      );
  }
  if (earlier.cloudArmor.firewallMode === "enforce" && later.cloudArmor.firewallMode === "preview") {
    issue(
      fileOf(later),
      "cloudArmor.firewallMode",
      `is 'preview' after ${earlier.name}, which enforces; set it to 'enforce'`,
    );
  }
  if (earlier.cloudArmor.adaptiveProtection && !later.cloudArmor.adaptiveProtection) {
    issue(fileOf(later), "cloudArmor.adaptiveProtection", `is off after ${earlier.name}, which has it; set it to true`);
  }
  for (const service of later.services) {
    const before = earlier.services.find(({ key }) => key === service.key);
    if (before === undefined) continue;
    for (const limit of ["latencyP95Milliseconds", "errorRatio"] as const) {
      if (service[limit] > before[limit]) {
        issue(
          fileOf(later),
          `services.${service.key}.${limit}`,
          `${service[limit]} is looser than the ${before[limit]} of ${earlier.name}; lower it to ${before[limit]} or less`,
        );
      }
    }
    if (latencyP99(service) > latencyP99(before) && service.latencyP95Milliseconds <= before.latencyP95Milliseconds) {
      issue(
        fileOf(later),
        `services.${service.key}.latencyP99Milliseconds`,
        `${latencyP99(service)} is looser than the ${latencyP99(before)} of ${earlier.name}; lower it to ${latencyP99(before)} or less`,
      );
    }
    issues.push(...objectiveIssues(earlier, before, later, service));
  }
  return issues;
}

/** A service promises users at least what it promised in rehearsal. */
function objectiveIssues(earlier: Environment, before: Service, later: Environment, service: Service): Issue[] {
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
  const looser = (field: string, value: number, fix: string): Issue => ({
    file: fileOf(later),
    field: `services.${service.key}.objectives.${field}`,
    message: `${value} is looser than the ${asked.get(field)!} of ${earlier.name}; ${fix}`,
  });
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
function databaseIssues(earlier: Environment, later: Environment): Issue[] {
  const [before, after] = [earlier.cloudSql, later.cloudSql];
  // Services that need one are refused by the rules on references.
  if (before === undefined || after === undefined) return [];
  const issues: Issue[] = [];
  const [coresBefore, cores] = [tierCores(before.tier), tierCores(after.tier)];
  if (cores <= coresBefore) {
    issues.push({
      file: fileOf(later),
      field: "cloudSql.tier",
      message: `'${after.tier}' has ${cores} vCPU, not more than the ${coresBefore} of ${earlier.name}; name a tier with more than ${coresBefore}`,
    });
  }
  if (!judgedAlone(later, after.retainedBackups, leastBackups) && after.retainedBackups < before.retainedBackups) {
    issues.push({
      file: fileOf(later),
      field: "cloudSql.retainedBackups",
      message: `${after.retainedBackups} are fewer than the ${before.retainedBackups} of ${earlier.name}; raise it to at least that`,
    });
  }
  return issues;
}
