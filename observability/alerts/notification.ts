import type { Environment } from "../../contract/environment";
import { costKey, dashboardUrl, overviewKey, serviceKey } from "../dashboards/dashboard";
import { firstSteps, runbookUrl } from "../runbooks/runbook";
import { subjectTitle } from "../subject";
import { subjectNames, type SubjectNames } from "../subject-names";
import type { Alert } from "./alert";

/** What an alert tells whom it wakes. */
export interface Notification {
  /** Names the environment, the subject and what is wrong. */
  readonly subject: string;
  /** Markdown: what is known, whom to call, and the runbook's first steps with every name filled in. */
  readonly content: string;
  readonly links: readonly { readonly displayName: string; readonly url: string }[];
}

/** Display name of an alert, unique in its environment. */
export const alertName = ({ subject, title, detail }: Alert): string =>
  `${subjectTitle(subject)} - ${title}${detail === undefined ? "" : `: ${detail}`}`;

/** Names that a runbook's commands take for one alert: its subject's, and the filter of the log entries from which to start. */
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

/** Where the figure behind an alert is drawn. */
function dashboardOf({ services }: Environment, { subject, kind }: Alert): string {
  if (subject.kind === "service") return serviceKey(subject.service);
  const writer = subject.kind === "cache" ? services.find(({ writes }) => writes.includes(subject.key)) : undefined;
  if (writer !== undefined) return serviceKey(writer);
  return ["speech-spend", "speech-usage-spike"].includes(kind) ? costKey : overviewKey;
}

/** Logs Explorer with a filter filled in. Parentheses end its parameter, so they are escaped too. */
export function logsUrl({ project }: Pick<Environment, "project">, filter: string): string {
  const query = encodeURIComponent(filter).replaceAll("(", "%28").replaceAll(")", "%29");
  return `https://console.cloud.google.com/logs/query;query=${query}?project=${project.id}`;
}
