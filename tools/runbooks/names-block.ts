import type { Environment } from "../../environments/environment";
import type { Alert } from "../../observability/alerts/alert";
import { isAlertRunbook, variablesOf } from "../../observability/runbooks/runbook";
import { subjectKey, subjectTitle, type Subject } from "../../observability/subject";
import { subjectNames } from "../../observability/subject-names";

/** Between these lines stands what is written here and nowhere by hand. */
export const start = "<!-- names -->";
export const end = "<!-- /names -->";

/** An environment with its alerts. */
export interface Alarmed {
  readonly environment: Environment;
  readonly alerts: readonly Alert[];
}

/**
 * A runbook with its block of names written anew: a line to paste for each
 * environment and subject, with the variables that its commands use and no
 * others. A procedure's are the environment's.
 *
 * Undefined for a runbook without such a block, which a procedure may be.
 */
export function withNames(kind: string, text: string, environments: readonly Alarmed[]): string | undefined {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) return undefined;
  const used = variablesOf(text.slice(0, from) + text.slice(to));
  const lines = environments.flatMap(({ environment, alerts }) => {
    const subjects = isAlertRunbook(text) ? subjectsOfKind(kind, alerts) : [{ kind: "environment" } as const];
    return subjects.map((subject) => exportLine(environment, subject, used));
  });
  const body = lines.length === 0 ? "No environment has this alert today." : ["```sh", ...lines, "```"].join("\n");
  return `${text.slice(0, from)}${start}\n\n${body}\n\n${text.slice(to)}`;
}

/** What alerts of one kind are about, each once. */
function subjectsOfKind(kind: string, alerts: readonly Alert[]): Subject[] {
  const subjects = alerts.filter((alert) => alert.kind === kind).map(({ subject }) => subject);
  return [...new Map(subjects.map((subject) => [`${subject.kind} ${subjectKey(subject)}`, subject])).values()];
}

function exportLine(environment: Environment, subject: Subject, used: ReadonlySet<string>): string {
  const names = Object.entries(subjectNames(environment, subject)).filter(([name]) => used.has(name));
  const of = subject.kind === "environment" ? environment.name : `${subjectTitle(subject)} in ${environment.name}`;
  return `export ${names.map(([name, value]) => `${name}=${quoted(value)}`).join(" ")} # ${of}`;
}

/** As a shell takes it: only what it would read otherwise stands in quotes. */
const quoted = (value: string): string => (/^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`);
