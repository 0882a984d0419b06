import { subjectKey } from "../subject";
import { alertQuery, type Alert, type LogCondition, type PromqlCondition } from "./alert";
import type { AlertingPolicy } from "./alerting-policy";

/** Label of an incident with the subject's key, such as `service="audio"`; empty where the policy has one subject. */
const labelsOf = ({ subject }: AlertingPolicy, alert: Alert): [label: string, value: string][] => {
  if (subject !== undefined) return [];
  return [
    [alert.subject.kind, subjectKey(alert.subject)],
    ...(alert.aspect === undefined ? [] : [["aspect", alert.aspect] as [string, string]]),
  ];
};

/** The conditions of a policy on time series as one query and one duration, since Cloud Monitoring takes one of each. */
export function policyQuery(policy: AlertingPolicy): { readonly query: string; readonly forSeconds: number } {
  const queries = policy.alerts.map((alert) => {
    const conditions = alert.conditions as readonly PromqlCondition[];
    return labelsOf(policy, alert).reduce(
      (query, [label, value]) => `label_replace(${query}, "${label}", "${value}", "", "")`,
      alertQuery(conditions),
    );
  });
  const [forSeconds, ...others] = new Set(
    policy.alerts.map(({ conditions }) => (conditions[0] as PromqlCondition).forSeconds),
  );
  if (others.length > 0)
    throw new Error(`alerts of '${policy.id}' hold for different times: ${[forSeconds, ...others].join(", ")} s`);
  return {
    query: queries.length === 1 ? queries[0]! : queries.map((query) => `(${query})`).join(" or "),
    forSeconds: forSeconds!,
  };
}

/** The conditions of a policy on log entries as one filter. */
export function policyFilter({ id, alerts }: AlertingPolicy): Pick<LogCondition, "filter" | "labels"> {
  const conditions = alerts.map(({ conditions }) => conditions[0] as LogCondition);
  const [first] = conditions;
  if (conditions.some(({ labels }) => JSON.stringify(labels) !== JSON.stringify(first!.labels)))
    throw new Error(`alerts of '${id}' differ in the labels of their incidents`);
  return {
    filter: conditions.length === 1 ? first!.filter : conditions.map(({ filter }) => `(${filter})`).join(" OR "),
    ...(first!.labels === undefined ? {} : { labels: first!.labels }),
  };
}

/** What an incident of the policy says of its subject, in a notification; Cloud Monitoring replaces it. */
export function subjectVariable({ alerts: [alert], subject }: AlertingPolicy): string | undefined {
  if (subject !== undefined) return undefined;
  return incidentLabel(alert, alert.subject.kind);
}

/** Google, "Annotate notifications with user-defined documentation". */
export const incidentLabel = ({ conditions: [{ language }] }: Alert, label: string): string =>
  language === "log" ? `\${log.extracted_label.${label}}` : `\${metric_or_resource.label.${label}}`;
