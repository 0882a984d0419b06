import {
  MonitoringAlertPolicy,
  type MonitoringAlertPolicyConditions,
} from "@cdktf/provider-google/lib/monitoring-alert-policy";
import { Construct } from "constructs";
import type { Environment } from "../../contract/environment";
import type { Severity } from "./schema";
import { alertQuery, type Alert, type LogCondition, type PromqlCondition } from "../../observability/alerts/alert";
import { alertName, notification } from "../../observability/alerts/notification";
import { subjectKey } from "../../observability/subject";
import { uptimeCheckMarkerStart } from "./alerts";
import { check } from "../check";
import { escapeTemplates } from "./escape-templates";

export interface AlertPolicyProps {
  readonly environment: Environment;
  readonly alert: Alert;
  /** Names of the channels that are told. */
  readonly channels: readonly string[];
  /** Label value of the queries to what only Google knows, such as the id of an uptime check. @default - the queries hold nothing such */
  readonly known?: Readonly<Record<string, string>>;
}

/** Google's words for how urgent an incident is; what nobody must act on has none. */
const googleSeverity: Readonly<Record<Severity, string | undefined>> = {
  page: "CRITICAL",
  ticket: "WARNING",
  info: undefined,
};

/** Google's limits on a notification's text. Google, "AlertPolicy" (Monitoring API). */
const longestContent = 8192;
const longestContentBytes = 10_240;
const longestSubject = 255;
const longestUrl = 2083;

/** Half an hour, Cloud Monitoring's least: what has stopped sending data has recovered or is gone. Google, "Managing incidents". */
const autoCloseMetrics = "1800s";
/** A log entry never says that all is well again, so somebody has a day to see what it was. */
const autoCloseLogs = "86400s";
/**
 * Cloud Monitoring sends 20 messages a day of one policy on log entries and is
 * silent for the rest of it (Google, "Monitoring quotas and limits"). So what can
 * wait is told of every two hours at most, and what cannot comes at once.
 */
const logNotificationsEvery: Readonly<Record<Severity, string>> = { page: "900s", ticket: "7200s", info: "7200s" };

/**
 * One alert as Cloud Monitoring's policy. Cloud Monitoring takes one condition in
 * PromQL, so several become one query (Google, "Create PromQL-based alerting
 * policies (API)").
 *
 * Metrics are not validated when it is made: an empty project has none yet, and
 * the first apply would fail with 404 on each.
 */
export class AlertPolicy extends Construct {
  constructor(scope: Construct, id: string, { environment, alert, channels, known = {} }: AlertPolicyProps) {
    super(scope, id);
    const { subject, content, links } = notification(environment, alert);
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
      ...links.map(({ url, displayName }): [boolean, string] => [
        url.length <= longestUrl,
        `the link '${displayName}' has ${url.length} characters, more than ${longestUrl}`,
      ]),
      [channels.length > 0, "no channel is told"],
    ]);
    const severity = googleSeverity[alert.severity];
    const condition = conditionOf(alert, known);
    const onLogs = condition.conditionMatchedLog !== undefined;
    const key = subjectKey(alert.subject);
    new MonitoringAlertPolicy(this, "Default", {
      displayName: alertName(alert),
      combiner: "OR",
      enabled: true,
      ...(severity === undefined ? {} : { severity }),
      conditions: [condition],
      alertStrategy: {
        autoClose: onLogs ? autoCloseLogs : autoCloseMetrics,
        // Of metrics Cloud Monitoring refuses a limit, of log entries it demands one.
        ...(onLogs ? { notificationRateLimit: { period: logNotificationsEvery[alert.severity] } } : {}),
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
        runbook: alert.kind,
        severity: alert.severity,
        ...(key === "" ? {} : { [alert.subject.kind]: key }),
      },
    });
  }
}

function conditionOf({ conditions }: Alert, known: Readonly<Record<string, string>>): MonitoringAlertPolicyConditions {
  const [first] = conditions;
  return first.language === "log" ? onEntry(first) : onSeries(conditions as readonly PromqlCondition[], known);
}

function onSeries(
  conditions: readonly PromqlCondition[],
  known: Readonly<Record<string, string>>,
): MonitoringAlertPolicyConditions {
  const query = Object.entries(known).reduce(
    (text, [name, value]) => text.replaceAll(JSON.stringify(name), `"${value}"`),
    escapeTemplates(alertQuery(conditions)),
  );
  if (query.includes(uptimeCheckMarkerStart)) throw new Error(`no uptime check is known for '${query}'`);
  return {
    displayName: conditions.map(({ title }) => title).join(", or "),
    conditionPrometheusQueryLanguage: {
      query,
      duration: `${conditions[0]!.forSeconds}s`,
      evaluationInterval: evaluationInterval(query),
      disableMetricValidation: true,
    },
  };
}

/** As often as Google's samples come; what looks back for days changes slowly, and Google bills every point that it reads. */
const evaluationInterval = (query: string): string => (/\[\d+d\]/.test(query) ? "300s" : "60s");

const onEntry = ({ title, filter, labels }: LogCondition): MonitoringAlertPolicyConditions => ({
  displayName: title,
  conditionMatchedLog: {
    filter: escapeTemplates(filter),
    ...(labels === undefined ? {} : { labelExtractors: { ...labels } }),
  },
});
