import { alertingPoliciesOf } from "../../../observability/alerts/alerting-policy";
import { inlineCode, table } from "../../markdown";
import { quietMinutes } from "./story";
import { stories, storyteller } from "./stories";

/** Page with every story: who is woken, after how many minutes, by how many incidents. */
export function storiesPage(): string {
  const policies = alertingPoliciesOf(storyteller());
  const paging = policies.filter(({ severity }) => severity === "page");
  const rows = stories.map(({ title, isFelt, pages, tickets, onEntries = [] }) => [
    title,
    isFelt ? "yes" : "no",
    opened(pages),
    [opened(tickets), ...onEntries.map((id) => `${inlineCode(id)} by a log entry`)]
      .filter((cell) => cell !== "none")
      .join(", ") || "none",
  ]);
  return `# Stories of outages

What wakes people, and what does not. Each row is an outage or a night, told as what Google measures of an environment with six services; all of its ${policies.length} alerting policies, ${paging.length} of which page, are evaluated over it together by \`npm run check:alerts\`, with the queries that Cloud Monitoring gets. A number is the minute after the beginning at which the policy opens its first incident. Metrics are two to four minutes late, which comes on top.

An hour of ordinary use comes before each beginning (${quietMinutes} minutes), so policies on days, such as the slow burn of an error budget, are not among these. PagerDuty makes one incident of the pages of one outage: [on-call.md](../runbooks/on-call.md#one-outage-one-incident-in-pagerduty).

${table(["what happens", "users feel it", "pages", "tickets"], rows)}
`;
}

/** Policies that open, the first ones first. */
function opened(minutes: Readonly<Record<string, number>>): string {
  const entries = Object.entries(minutes).sort(([one, at], [other, then]) => at - then || (one < other ? -1 : 1));
  return entries.length === 0
    ? "none"
    : entries.map(([id, minute]) => `${inlineCode(id)} after ${minute} min`).join(", ");
}
