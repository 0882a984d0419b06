import { cell, inline, isObject, type Json, type JsonObject } from "./json";
import { notifications, type Said } from "./notifications";
import { Leaves, table, type Row } from "./table";

const promql = "conditions[0].condition_prometheus_query_language";
const log = "conditions[0].condition_matched_log";

/**
 * Alerts as tables: when each opens, whom it tells what, and what a runbook's
 * alerts have in common. A changed query, threshold or window is one line.
 */
export function alerts(resources: readonly (readonly [id: string, alert: JsonObject])[]): string[] {
  const taken = resources.map(([id, alert]) => {
    const left = new Leaves(alert);
    const query = left.take(`${promql}.query`);
    const filter = query === undefined ? left.take(`${log}.filter`) : undefined;
    const parts = clauses(query ?? filter);
    const opens: Row = {
      columns: [
        id,
        cell(left.take("severity")),
        `for ${cell(left.take(`${promql}.duration`))}`,
        cell(left.take("conditions[0].display_name")),
        parts.length > 1 ? `any of ${parts.length}` : cell(query ?? filter),
      ],
      rest: {},
      below: parts.length > 1 ? parts.map(cell) : [],
    };
    return { id, kind: query === undefined ? "on a log entry" : "on metrics", opens, said: saidBy(alert, left), left };
  });
  const { lines, names } = notifications(taken.map(({ said }) => said));
  const says = taken.map(({ id, kind, left, said }, at): Row => {
    const name = cell(left.take("display_name"));
    const channels = cell(left.take("notification_channels")).replaceAll(channelReference, "$1");
    return {
      kind,
      columns: [id, said.runbook, name, channels],
      rest: { ...left.left, ...(names[at]!.length === 0 ? {} : { names: names[at]! }) },
    };
  });
  return [
    ...table(
      `alerts (${taken.length}): id | severity | for | condition | query`,
      taken.map(({ opens }) => opens),
    ),
    "",
    ...table(`alerts: id | runbook | name | notification channels`, says),
    "",
    ...lines,
  ];
}

/** Parts of a query or a filter of which any is enough, as a policy of several alerts has them; parentheses and quotes keep a part together. */
function clauses(text: Json | undefined): string[] {
  if (typeof text !== "string") return [];
  const parts: string[] = [""];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"| (?:or|OR) |[\s\S]/g)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth === 0 && / (or|OR) /.test(token)) parts.push(`${token.trim()} `);
    else parts[parts.length - 1] += token;
  }
  return parts;
}

const channelReference = /"\$\{google_monitoring_notification_channel\.([\w-]+)\.name\}"/g;

/** What the notification says, taken out of the alert. */
function saidBy({ documentation, display_name: name }: JsonObject, left: Leaves): Said {
  const [content, links] = isObject(documentation) ? [documentation.content, documentation.links] : [];
  const subject = left.left["documentation.subject"];
  // Says the name again; where it does, the subject is the same everywhere.
  if (typeof subject === "string" && typeof name === "string")
    left.left["documentation.subject"] = subject.replace(name, "<name>");
  if (typeof content === "string") left.take("documentation.content");
  return {
    runbook: cell(left.take("user_labels.runbook")),
    content: typeof content === "string" ? content : "",
    links: linkLines(links, left),
  };
}

function linkLines(links: Json | undefined, left: Leaves): string {
  for (const path of Object.keys(left.left)) if (path.startsWith("documentation.links[")) left.take(path);
  return Array.isArray(links) ? links.map(inline).join("\n") : "";
}
