import type { Severity } from "../../constructs/cloud-monitoring/schema";
import type { Environment } from "../../contract/environment";
import { subjectKey, subjectsTitle, subjectTitle, type Subject } from "../subject";
import { alertName, type Alert } from "./alert";
import { alertId, alertsOf } from "./all";

/**
 * What Cloud Monitoring opens incidents for, and what one person answers in one way: one
 * alert or several.
 *
 * Alerts of one service that say the same to the on-call are one page. Alerts of one kind
 * about several services, queues, secrets or caches are one policy, whose incidents carry
 * the subject as a label: Google bills each condition, and one outage should not open an
 * incident for each symptom (docs/adr/0066).
 */
export interface AlertingPolicy {
  /** Permanent id within its environment, such as `user-impact_media`; also its construct id. */
  readonly id: string;
  /** Names the runbook, `runbooks/<kind>.md`. */
  readonly kind: string;
  /** Display name, unique in the environment. */
  readonly name: string;
  readonly severity: Severity;
  /** Subject of all its alerts. @default - they have several */
  readonly subject?: Subject;
  readonly alerts: readonly [Alert, ...Alert[]];
}

interface Page {
  readonly kind: string;
  readonly title: string;
  /** Kinds of alerts that open it, the plainest first. */
  readonly of: readonly string[];
}

/** Pages about one service. Each has several signs, of which any opens the one incident. */
const pages: readonly Page[] = [
  {
    kind: "user-impact",
    title: "Users are affected",
    of: [
      "all-requests-fail",
      "no-turns",
      "error-ratio",
      "error-ratio-rollback",
      "objective-far-missed",
      "error-budget-fast-burn",
    ],
  },
  { kind: "unreachable", title: "Service is unreachable", of: ["uptime", "no-healthy-instance"] },
];

const pageOf = ({ kind }: Pick<Alert, "kind">): Page | undefined => pages.find(({ of }) => of.includes(kind));

/** Kind of the policy that an alert belongs to, and so its runbook. */
export const policyKind = (alert: Pick<Alert, "kind">): string => pageOf(alert)?.kind ?? alert.kind;

/** Title of the policy that an alert belongs to, without its subject. */
export const policyTitle = (alert: Alert): string => pageOf(alert)?.title ?? alert.title;

/** Whether several subjects of a kind exist, such as services, so that their alerts share a policy. */
const isKeyed = ({ subject }: Alert): boolean => subjectKey(subject) !== "";

function policyId(alert: Alert): string {
  const page = pageOf(alert);
  if (page !== undefined) return `${page.kind}_${subjectKey(alert.subject)}`;
  return isKeyed(alert) ? alert.kind : alertId(alert);
}

/**
 * Every alerting policy of an environment, sorted by id.
 *
 * @throws Error if alerts of one policy differ in severity
 */
export function alertingPoliciesOf(environment: Environment): AlertingPolicy[] {
  const groups = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of alertsOf(environment)) {
    const group = groups.get(policyId(alert));
    if (group === undefined) groups.set(policyId(alert), [alert]);
    else group.push(alert);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, alerts]) => policyOf(id, alerts));
}

function policyOf(id: string, alerts: [Alert, ...Alert[]]): AlertingPolicy {
  const [first] = alerts;
  const page = pageOf(first);
  if (new Set(alerts.map(({ severity }) => severity)).size > 1)
    throw new Error(`alerts of '${id}' differ in severity; give them one, or kinds of their own`);
  const shared = { id, kind: policyKind(first), severity: first.severity } as const;
  if (page !== undefined) {
    const order = ({ kind }: Alert): number => page.of.indexOf(kind);
    const sorted = alerts.toSorted((one, other) => order(one) - order(other)) as [Alert, ...Alert[]];
    return {
      ...shared,
      name: `${subjectTitle(first.subject)} - ${page.title}`,
      subject: first.subject,
      alerts: sorted,
    };
  }
  // Where there is only one queue, say, its names are filled in.
  if (isKeyed(first) && alerts.length > 1)
    return { ...shared, name: `${subjectsTitle(first.subject)} - ${first.title}`, alerts };
  return { ...shared, name: alertName(first), subject: first.subject, alerts };
}
