import type { Environment } from "../../contract/environment";
import { costKey, dashboardUrl, overviewKey, serviceKey } from "../dashboards/dashboard";
import { firstSteps, runbookUrl } from "../runbooks/runbook";
import { subjectTitle } from "../subject";
import { subjectNames, type SubjectNames } from "../subject-names";
import type { Alert } from "./alert";

/** Text of an alert's notification. */
export interface Notification {
  /** Environment, subject and problem. */
  readonly subject: string;
  /** Markdown: what is known, whom to call, and the runbook's first steps with all names filled in. */
  readonly content: string;
  readonly links: readonly { readonly displayName: string; readonly url: string }[];
}

/** Display name of an alert, unique in its environment. */
export const alertName = ({ subject, title, detail }: Alert): string =>
  `${subjectTitle(subject)} - ${title}${detail === undefined ? "" : `: ${detail}`}`;

/** Values of the variables in a runbook's commands for one alert: its subject's names, and its log filter. */
export const alertNames = (environment: Environment, { subject, logs }: Alert): SubjectNames => ({
  ...subjectNames(environment, subject),
  LOGS: logs,
});

export function notification(environment: Environment, alert: Alert): Notification {
  const runbook = runbookUrl(environment, alert.kind);
  const escalation =
    alert.severity === "page"
      ? `No progress after 15 minutes: call the escalation contact, ${environment.contacts.escalation}.`
      : `Questions: ${environment.contacts.primary}.`;
  return {
    subject: `[${environment.name}] ${alertName(alert)}`,
    content: [
      alert.meaning,
      escalation,
      firstSteps(environment, alert.kind, alertNames(environment, alert)),
      `Causes, mitigation, rollback: [runbook](${runbook}).`,
    ].join("\n\n"),
    links: [
      { displayName: "Runbook", url: runbook },
      { displayName: "Logs", url: logsUrl(environment, alert.logs) },
      { displayName: "Dashboard", url: dashboardUrl(environment, dashboardOf(environment, alert)) },
    ],
  };
}

/** URL of the dashboard that draws the alert's value. */
function dashboardOf({ services }: Environment, { subject, kind }: Alert): string {
  if (subject.kind === "service") return serviceKey(subject.service);
  const writer = subject.kind === "cache" ? services.find(({ writes }) => writes.includes(subject.key)) : undefined;
  if (writer !== undefined) return serviceKey(writer);
  return ["speech-spend", "speech-usage-spike"].includes(kind) ? costKey : overviewKey;
}

/** URL of Logs Explorer with a filter. Parentheses would end its parameter, so they are escaped too. */
export function logsUrl({ project }: Pick<Environment, "project">, filter: string): string {
  const query = encodeURIComponent(filter).replaceAll("(", "%28").replaceAll(")", "%29");
  return `https://console.cloud.google.com/logs/query;query=${query}?project=${project.id}`;
}
