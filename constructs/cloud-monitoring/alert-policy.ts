import type { Row } from "../../contract/unmet";
import {
  MonitoringAlertPolicy,
  type MonitoringAlertPolicyConditions,
} from "@cdktf/provider-google/lib/monitoring-alert-policy";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { Severity } from "./schema";
import type { LogCondition } from "../../observability/alerts/alert";
import type { AlertingPolicy } from "../../observability/alerts/alerting-policy";
import { notification } from "../../observability/alerts/notification";
import { policyFilter, policyQuery } from "../../observability/alerts/policy-query";
import { subjectKey } from "../../observability/subject";
import { uptimeCheckMarkerStart } from "./alerts";
import { check } from "../check";
import { escapeTemplates } from "./escape-templates";

export interface AlertPolicyProps {
  readonly environment: Environment;
  readonly policy: AlertingPolicy;
  /** Names of the notification channels. */
  readonly channels: readonly string[];
  /** Map from a placeholder in the queries to a value that is known after apply, such as the id of an uptime check. @default - no placeholders */
  readonly known?: Readonly<Record<string, string>>;
}

/** Map from severity to Google's name for it; `info` has none, since it needs no action. */
const googleSeverity: Readonly<Record<Severity, string | undefined>> = {
  page: "CRITICAL",
  ticket: "WARNING",
  info: undefined,
};

/** Limits of a notification's text. Google, "AlertPolicy" (Monitoring API). */
const longestContent = 8192;
const longestContentBytes = 10_240;
const longestSubject = 255;
const longestUrl = 2083;

/** Half an hour, Cloud Monitoring's minimum: a series without data has recovered or its resource is gone. Google, "Managing incidents". */
const autoCloseMetrics = "1800s";
/** One day for a person to react: no log entry reports a recovery, so only time closes the incident. */
const autoCloseLogs = "86400s";
/**
 * Minimum interval between notifications of a log-based policy. Cloud Monitoring
 * sends at most 20 a day per policy (Google, "Monitoring quotas and limits"), so
 * alerts that can wait notify at most every two hours, and urgent ones more often.
 */
const logNotificationsEvery: Readonly<Record<Severity, string>> = { page: "900s", ticket: "7200s", info: "7200s" };

/**
 * A Cloud Monitoring alerting policy. It takes one PromQL condition, so the conditions of
 * all its alerts become one query (Google, "Create PromQL-based alerting policies (API)").
 *
 * Metric validation is off on creation: an empty project has no metrics yet, and the
 * first apply would fail with 404 for each.
 */
export class AlertPolicy extends Construct {
  constructor(scope: Construct, id: string, { environment, policy, channels, known = {} }: AlertPolicyProps) {
    super(scope, id);
    const { subject, content, links } = notification(environment, policy);
    check(this, [
      [
        content.length <= longestContent,
        `the notification has ${content.length} characters, more than ${longestContent}`,
      ],
      [
        Buffer.byteLength(content) <= longestContentBytes,
        `the notification has ${Buffer.byteLength(content)} bytes, more than ${longestContentBytes}`,
      ],
      [Buffer.byteLength(subject) <= longestSubject, `the subject '${subject}' is longer than ${longestSubject} bytes`],
      ...links.map(({ url, displayName }): Row => [
        url.length <= longestUrl,
        `the link '${displayName}' has ${url.length} characters, more than ${longestUrl}`,
      ]),
      [channels.length > 0, "no channel is told"],
    ]);
    const severity = googleSeverity[policy.severity];
    const condition = conditionOf(policy, known);
    const onLogs = condition.conditionMatchedLog !== undefined;
    const key = policy.subject === undefined ? "" : subjectKey(policy.subject);
    new MonitoringAlertPolicy(this, "Default", {
      displayName: policy.name,
      combiner: "OR",
      enabled: true,
      ...(severity === undefined ? {} : { severity }),
      conditions: [condition],
      alertStrategy: {
        autoClose: onLogs ? autoCloseLogs : autoCloseMetrics,
        // Cloud Monitoring requires a rate limit for log-based policies and refuses one for metrics.
        ...(onLogs ? { notificationRateLimit: { period: logNotificationsEvery[policy.severity] } } : {}),
      },
      notificationChannels: [...channels],
      documentation: {
        mimeType: "text/markdown",
        subject: escapeTemplates(subject),
        content: escapeTemplates(content),
        links: links.map(({ displayName, url }) => ({ displayName, url: escapeTemplates(url) })),
      },
      userLabels: {
        environment: environment.name,
        runbook: policy.kind,
        severity: policy.severity,
        ...(policy.subject === undefined || key === "" ? {} : { [policy.subject.kind]: key }),
      },
    });
  }
}

function conditionOf(policy: AlertingPolicy, known: Readonly<Record<string, string>>): MonitoringAlertPolicyConditions {
  const displayName = titleOf(policy);
  return policy.alerts[0].conditions[0].language === "log"
    ? { displayName, ...onEntry(policyFilter(policy)) }
    : { displayName, ...onSeries(policyQuery(policy), known) };
}

/** What the conditions of a single alert say; several alerts would be a wall of text. */
function titleOf({ alerts, name }: AlertingPolicy): string {
  const titles = [...new Set(alerts.map(({ conditions }) => conditions.map(({ title }) => title).join(", or ")))];
  return titles.length === 1 ? titles[0]! : name;
}

function onSeries(
  { query, forSeconds }: { readonly query: string; readonly forSeconds: number },
  known: Readonly<Record<string, string>>,
): Omit<MonitoringAlertPolicyConditions, "displayName"> {
  const complete = Object.entries(known).reduce(
    (text, [name, value]) => text.replaceAll(JSON.stringify(name), `"${value}"`),
    escapeTemplates(query),
  );
  if (complete.includes(uptimeCheckMarkerStart)) throw new Error(`no uptime check is known for '${complete}'`);
  return {
    conditionPrometheusQueryLanguage: {
      query: complete,
      duration: `${forSeconds}s`,
      evaluationInterval: evaluationInterval(complete),
      disableMetricValidation: true,
    },
  };
}

/** The sampling interval of the metrics. A query over days changes slowly and is evaluated less often, since Google bills every point read. */
const evaluationInterval = (query: string): string => (/\[\d+d\]/.test(query) ? "300s" : "60s");

const onEntry = ({
  filter,
  labels,
}: Pick<LogCondition, "filter" | "labels">): Omit<MonitoringAlertPolicyConditions, "displayName"> => ({
  conditionMatchedLog: {
    filter: escapeTemplates(filter),
    ...(labels === undefined ? {} : { labelExtractors: { ...labels } }),
  },
});
