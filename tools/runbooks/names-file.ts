import { incidentNamePattern, serviceName } from "../../constructs/cloud-run/names";
import type { Environment } from "../../contract/environment";
import { alertsOf } from "../../observability/alerts/all";
import type { Alert } from "../../observability/alerts/alert";
import { policyKind } from "../../observability/alerts/alerting-policy";
import { runbookText, variablesOf } from "../../observability/runbooks/runbook";
import { subjectKey, type Subject } from "../../observability/subject";
import { subjectNames, type SubjectNames } from "../../observability/subject-names";
import { namesScript, type Call } from "./names-script";

interface NamesFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/**
 * One shell file for each environment, with the names that the runbooks'
 * commands take. A runbook only says which kind of subject to name, so its text
 * stays the same whatever is entered.
 */
export const namesFiles = (environments: readonly Environment[]): NamesFile[] =>
  environments.map((environment) => ({
    path: `runbooks/names/${environment.name}.sh`,
    text: namesScript(environment.name, subjectNames(environment, whole), callsOf(environment)),
  }));

const whole: Subject = { kind: "environment" };

/** What follows `names` for a subject: `service audio`, or `database` where there is one of the kind. */
export const subjectWords = (subject: Subject): string[] =>
  [subject.kind, subjectKey(subject)].filter((word) => word !== "");

/** What follows the subject for an alert's log entries: the alert's kind, and which of them it is. */
export const logsWord = ({ kind, aspect }: Pick<Alert, "kind" | "aspect">): string =>
  aspect === undefined ? kind : `${kind}/${aspect}`;

/** A call for each subject, and for each alert whose runbook starts from its log entries. */
function callsOf(environment: Environment): Call[] {
  const alerts = alertsOf(environment);
  const shared = subjectNames(environment, whole);
  const subjects = [whole, ...alerts.map(({ subject }) => subject)].map((subject) => ({
    words: subjectWords(subject),
    sets: without(subjectNames(environment, subject), shared),
  }));
  // An incident from the logs has not the key of a service that is deployed elsewhere.
  const elsewhere = environment.services
    .filter(({ external }) => external !== undefined)
    .map((service) => ({
      words: ["service", new RegExp(incidentNamePattern(environment)).exec(serviceName(environment, service))![1]!],
      sets: without(subjectNames(environment, { kind: "service", service }), shared),
    }));
  const logs = alerts
    .filter(({ kind }) => variablesOf(runbookText(policyKind({ kind }))).has("LOGS"))
    .map((alert) => ({ words: [...subjectWords(alert.subject), logsWord(alert)], sets: { LOGS: alert.logs } }));
  const once = new Map([...elsewhere, ...subjects, ...logs].map((call) => [call.words.join(" "), call]));
  return [...once.keys()].sort().map((words) => once.get(words)!);
}

/** What a subject has beside the names that every subject shares. */
const without = (names: SubjectNames, shared: SubjectNames): SubjectNames =>
  Object.fromEntries(Object.entries(names).filter(([name]) => shared[name] === undefined));
