import type { Environment } from "../../contract/environment";
import { costKey, dashboardUrl, overviewKey, serviceKey } from "../dashboards/dashboard";
import { escalationContact } from "../escalation";
import { firstSteps, runbookText, runbookUrl, variablesOf } from "../runbooks/runbook";
import { subjectKey, subjectTitle, type Subject } from "../subject";
import { subjectNames, type SubjectNames } from "../subject-names";
import type { Alert } from "./alert";
import type { AlertingPolicy } from "./alerting-policy";
import { incidentLabel, subjectVariable } from "./policy-query";

/** Text of a policy's notifications. */
export interface Notification {
  /** Environment, subject and problem. */
  readonly subject: string;
  /** Markdown: what is known, whom to call, and the runbook's first steps with all names filled in. */
  readonly content: string;
  readonly links: readonly { readonly displayName: string; readonly url: string }[];
}

/** Values of the variables in a runbook's commands for one alert: its subject's names, and its log filter. */
export const alertNames = (environment: Environment, { subject, logs }: Alert): SubjectNames => ({
  ...subjectNames(environment, subject),
  LOGS: logs,
});

export function notification(environment: Environment, policy: AlertingPolicy): Notification {
  const runbook = runbookUrl(environment, policy.kind);
  const subject = subjectVariable(policy);
  const escalation =
    policy.severity === "page"
      ? `No progress after 15 minutes: call the escalation contact, ${escalationContact(environment)}.`
      : `Questions: ${environment.contacts.primary}.`;
  const logs = logsOf(policy);
  return {
    subject: `[${environment.name}] ${policy.name}${subject === undefined ? "" : `: ${subject}`}`,
    content: [
      meanings(environment, policy),
      escalation,
      ...namesLine(environment, policy),
      firstSteps(environment, policy.kind, commonNames(environment, policy)),
      `Causes, mitigation, rollback: [runbook](${runbook}).`,
    ].join("\n\n"),
    links: [
      { displayName: "Runbook", url: runbook },
      ...(logs === undefined ? [] : [{ displayName: "Logs", url: logsUrl(environment, logs) }]),
      { displayName: "Dashboard", url: dashboardUrl(environment, dashboardOf(environment, policy)) },
    ],
  };
}

/** The filter that the link to the logs opens. Alerts of several subjects share one only if it names the incident's. */
function logsOf({ alerts, subject }: AlertingPolicy): string | undefined {
  const [{ logs, incidentLogs }] = alerts;
  return subject === undefined && new Set(alerts.map((alert) => alert.logs)).size > 1 ? incidentLogs : logs;
}

/** What is known when an incident opens: one sentence, or one for each sign, or for the subjects of which it is true. */
function meanings(environment: Environment, { alerts, subject }: AlertingPolicy): string {
  const different = [...new Set(alerts.map(({ meaning }) => meaning))];
  if (subject !== undefined)
    return different.length === 1
      ? different[0]!
      : ["One of these signs holds:", ...different.map((meaning) => `- ${meaning}`)].join("\n");
  const lines = different.map((meaning) => {
    const whose = alerts.filter((alert) => alert.meaning === meaning).map((alert) => subjectLink(environment, alert));
    return `- ${[...new Set(whose)].join(", ")}: ${meaning}`;
  });
  return ["The incident is about one of these:", ...lines].join("\n");
}

/** A subject with the dashboard that draws what its alert compares. */
const subjectLink = (environment: Environment, alert: Alert): string =>
  `[${subjectTitle(alert.subject)}](${dashboardUrl(environment, dashboardOf(environment, alert))})`;

/** Names that all alerts of a policy share; the others are set by the shell line that `namesLine` gives. */
function commonNames(environment: Environment, policy: AlertingPolicy): SubjectNames {
  const [first, ...others] = policy.alerts.map((alert) => alertNames(environment, alert));
  return Object.fromEntries(
    Object.entries(first!).map(([name, value]) => [
      name,
      policy.subject !== undefined || others.every((other) => other[name] === value) ? value : `$${name}`,
    ]),
  );
}

/** The line that names the incident's subject to the commands: to all where the policy has several, else to the runbook's, which a page's reader goes on with. */
function namesLine(environment: Environment, policy: AlertingPolicy): string[] {
  const subject = subjectVariable(policy);
  const [alert] = policy.alerts;
  if (subject === undefined) {
    if (policy.severity !== "page") return [];
    const words = [alert.subject.kind, subjectKey(alert.subject)].filter((word) => word !== "").join(" ");
    const call = alert.subject.kind === "environment" ? "" : ` && names ${words}`;
    return [`Names for the runbook: \`. runbooks/names/${environment.name}.sh${call}\``];
  }
  const words = [alert.subject.kind, subject];
  if (variablesOf(runbookText(policy.kind)).has("LOGS"))
    words.push(alert.aspect === undefined ? alert.kind : `${alert.kind}/${incidentLabel(alert, "aspect")}`);
  return [`Names: \`. runbooks/names/${environment.name}.sh && names ${words.join(" ")}\``];
}

/** Key of the dashboard that draws what the policy compares; the overview links those of services. */
function dashboardOf(
  { services }: Environment,
  { subject, kind }: { readonly subject?: Subject; readonly kind: string },
): string {
  if (subject === undefined) return overviewKey;
  if (subject.kind === "service") return serviceKey(subject.service);
  const writer = subject.kind === "cache" ? services.find(({ writes }) => writes.includes(subject.key)) : undefined;
  if (writer !== undefined) return serviceKey(writer);
  return ["speech-spend", "speech-usage-spike"].includes(kind) ? costKey : overviewKey;
}

/**
 * URL of Logs Explorer with a filter. Parentheses would end its parameter, so they are escaped too; a label of the
 * incident is not, since Cloud Monitoring looks for it as it is written (Google, "AlertPolicy", `links.url`).
 */
export function logsUrl({ project }: Pick<Environment, "project">, filter: string): string {
  const query = encodeURIComponent(filter)
    .replaceAll("(", "%28")
    .replaceAll(")", "%29")
    .replaceAll(/%24%7B([\w.]+)%7D/g, "${$1}");
  return `https://console.cloud.google.com/logs/query;query=${query}?project=${project.id}`;
}
