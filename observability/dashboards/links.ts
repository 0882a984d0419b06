import { serviceLogs } from "../../constructs/cloud-run/logs";
import { serviceName } from "../../constructs/cloud-run/names";
import { servingRegions, type Environment, type Service } from "../../contract/environment";
import { keyedSubjects, singleSubjects, type KeyedSubject, type SingleSubject } from "../../contract/subjects";
import type { Alert } from "../alerts/alert";
import { policyKind, policyTitle } from "../alerts/alerting-policy";
import { logsUrl } from "../alerts/notification";
import { escalationContact } from "../escalation";
import { runbookUrl } from "../runbooks/runbook";
import type { SubjectKind } from "../subject";
import { costKey, dashboardUrl, overviewKey, serviceKey } from "./dashboard";

const link = (label: string, url: string): string => `[${label}](${url})`;

const inline = (links: readonly string[]): string => links.join(" · ");

/** Links of the overview to all other pages. */
export function overviewLinks(environment: Environment): string {
  const { project } = environment;
  return [
    "**1. Incidents** are on the right; each names its runbook. None, and users complain? Read this page from the top.",
    `**2. One service is bad:** ${inline(environment.services.map((service) => link(service.title, dashboardUrl(environment, serviceKey(service)))))}`,
    `**3. All are bad:** front door, stores or model, below. ${link("Google's own status", "https://status.cloud.google.com")}`,
    `**Money:** ${link("cost dashboard", dashboardUrl(environment, costKey))} · **Errors:** ${link("logs", logsUrl(environment, "severity>=ERROR"))} · **Objectives:** ${link("all", `https://console.cloud.google.com/monitoring/services?project=${project.id}`)}`,
    `**No progress after 15 minutes:** ${escalationContact(environment)}`,
  ].join("\n\n");
}

/** Links of a service's dashboard to logs, traces and the like, for a diagnosis. */
export function serviceLinks(environment: Environment, service: Service): string {
  const { project, primaryRegion } = environment;
  const name = serviceName(environment, service);
  const regions = servingRegions(environment).map((region) =>
    link(
      region === primaryRegion ? "revisions" : `revisions in ${region}`,
      `https://console.cloud.google.com/run/detail/${region}/${name}/revisions?project=${project.id}`,
    ),
  );
  return [
    `${link("Overview", dashboardUrl(environment, overviewKey))} · ${inline(regions)} · ${link("errors", logsUrl(environment, `${serviceLogs(environment, service)} AND severity>=ERROR`))} · ${link("all logs", logsUrl(environment, serviceLogs(environment, service)))}`,
    `Cloud Run calls it \`${name}\`. Lines across a chart are thresholds: **Pages** wakes somebody, **Ticket** waits for the morning.`,
    "Data is two to four minutes old. No line means no traffic or no such event, not a fault.",
  ].join("\n\n");
}

/** First word of what is neither a service's nor the whole environment's, since it would be taken for one. */
function prefixOf(kind: SubjectKind): string {
  if (kind === "service" || kind === "environment") return "";
  return `${kind in keyedSubjects ? keyedSubjects[kind as KeyedSubject] : singleSubjects[kind as SingleSubject].title}: `;
}

/** Links to the runbooks of some alerts, paging alerts first. Alerts of one policy share a runbook. */
export function runbookLinks(environment: Environment, alerts: readonly Alert[]): string {
  const of = (severity: Alert["severity"]): string[] => {
    const titles = new Map<string, string>();
    for (const alert of alerts.filter((one) => one.severity === severity))
      titles.set(policyKind(alert), `${prefixOf(alert.subject.kind)}${policyTitle(alert)}`);
    return [...titles].map(([kind, title]) => link(title, runbookUrl(environment, kind)));
  };
  return (
    [
      ["Pages", of("page")],
      ["Tickets", of("ticket")],
      ["Mails", of("info")],
    ] as const
  )
    .filter(([, links]) => links.length > 0)
    .map(([name, links]) => `**${name}:** ${inline(links)}`)
    .join("\n\n");
}

/** Links to the bill, which is authoritative; the charts are estimates. */
export function costLinks(environment: Environment): string {
  const { billingAccount, monthlyUsd, modelMonthlyUsd } = environment.budget;
  const ofModel =
    modelMonthlyUsd === undefined ? "" : `, ${modelMonthlyUsd.toLocaleString("en-US")} for the model alone`;
  const billing = `https://console.cloud.google.com/billing/${billingAccount}`;
  return [
    `**Budget:** ${monthlyUsd.toLocaleString("en-US")} US dollars a month${ofModel}. ${link("Budgets", `${billing}/budgets`)} · ${link("report", `${billing}/reports`)}`,
    `**Speech:** the application stops speaking at ${environment.textToSpeech.dailyLimitUsd} US dollars a day.`,
    `Charts show what is used now, at list prices; the bill is about a day late. ${link("Overview", dashboardUrl(environment, overviewKey))}`,
  ].join("\n\n");
}
