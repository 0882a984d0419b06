import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { isAlertRunbook, variablesOf } from "../../observability/runbooks/runbook";
import { alertNames } from "../../observability/alerts/notification";
import { shellQuoted } from "../../observability/runbooks/shell";
import { subjectTitle } from "../../observability/subject";
import { subjectNames, type SubjectNames } from "../../observability/subject-names";

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
  const lines = environments.flatMap(({ environment, alerts }) =>
    isAlertRunbook(text)
      ? alertLines(
          environment,
          alerts.filter((alert) => alert.kind === kind),
          used,
        )
      : [exportLine(subjectNames(environment, { kind: "environment" }), used, environment.name)],
  );
  const body = lines.length === 0 ? "No environment has this alert today." : ["```sh", ...lines, "```"].join("\n");
  return `${text.slice(0, from)}${start}\n\n${body}\n\n${text.slice(to)}`;
}

/** A line for each alert whose names differ from the others'. */
function alertLines(environment: Environment, alerts: readonly Alert[], used: ReadonlySet<string>): string[] {
  const lines = new Map<string, string>();
  for (const alert of alerts) {
    const names = alertNames(environment, alert);
    const which = used.has("LOGS") && alert.detail !== undefined ? `, ${alert.detail}` : "";
    const of = `${subjectTitle(alert.subject)}${which} in ${environment.name}`;
    lines.set(exportLine(names, used, ""), exportLine(names, used, of));
  }
  return [...lines.values()];
}

function exportLine(names: SubjectNames, used: ReadonlySet<string>, of: string): string {
  const values = Object.entries(names).filter(([name]) => used.has(name));
  return `export ${values.map(([name, value]) => `${name}=${shellQuoted(value)}`).join(" ")} # ${of}`;
}
