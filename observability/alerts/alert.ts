import type { Environment } from "../../contract/environment";
import type { Severity } from "../../constructs/cloud-monitoring/schema";
import { subjectTitle, type Subject } from "../subject";

/** A condition on time series: true while the value is beyond the threshold and the guard, if any, returns a result. */
export interface PromqlCondition {
  readonly language: "promql";
  /** Statement that is true while the condition holds, unique within the alert: `more than 5 % of requests fail`. */
  readonly title: string;
  /** Expression that is compared with the threshold; dashboards draw both. */
  readonly value: string;
  readonly comparison: ">" | ">=" | "<" | "<=";
  readonly threshold: number;
  /** Expressions that must each return a result too, such as a minimum number of requests for a meaningful share. @default - none */
  readonly guards?: readonly string[];
  /** Seconds for which the condition must hold before the alert opens; whole minutes. */
  readonly forSeconds: number;
}

/** A condition on single log entries, for events without a metric. */
export interface LogCondition {
  readonly language: "log";
  readonly title: string;
  /** Cloud Logging filter. */
  readonly filter: string;
  /** Map from a label of the incident to an extractor such as `EXTRACT(protoPayload.resourceName)`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * One alert of one subject in one environment.
 *
 * It is what is proven, drawn and counted; Cloud Monitoring gets it in an alerting
 * policy, alone or with others (alerting-policy.ts). All conditions are of one language,
 * and any true condition opens the alert. Cloud Monitoring takes one PromQL condition per
 * policy, so several are joined into one query and must hold for the same time.
 */
export interface Alert {
  readonly kind: string;
  readonly subject: Subject;
  /** Key that distinguishes alerts of the same kind and subject, such as an objective's name. @default - there is only one */
  readonly aspect?: string;
  /** The problem, in sentence case and the same for all alerts of the kind: `High error ratio`. */
  readonly title: string;
  /** Part of the subject that the alert is about, such as a path or an objective; last in the display name. @default - the whole subject */
  readonly detail?: string;
  readonly severity: Severity;
  readonly conditions: readonly [PromqlCondition, ...PromqlCondition[]] | readonly [LogCondition];
  /** First line of the notification: what is known when the alert opens, in one sentence with figures and units. */
  readonly meaning: string;
  /** Logs Explorer filter with which to start the diagnosis; the notification links to it. */
  readonly logs: string;
  /**
   * The same for a policy that has alerts of several subjects, so one filter for all of them: what differs is a label of
   * the incident, such as `${log.extracted_label.secret}`, which Cloud Monitoring fills in. @default - no link
   */
  readonly incidentLogs?: string;
}

/**
 * Seconds for which a sign that users of a service suffer must hold. All signs share one
 * policy, and Cloud Monitoring takes one duration for each.
 */
export const pageSeconds = 120;

/** Display name of an alert, unique in its environment. */
export const alertName = ({ subject, title, detail }: Alert): string =>
  `${subjectTitle(subject)} - ${title}${detail === undefined ? "" : `: ${detail}`}`;

/** A function that derives alerts from an environment's entries, such as some for each service. */
export type AlertSource = (environment: Environment) => Alert[];

/**
 * Query of an alert's conditions. It returns a result if any of them is true.
 *
 * @throws Error if the conditions differ in `forSeconds`, since one query has one duration
 */
export function alertQuery(conditions: readonly PromqlCondition[]): string {
  if (new Set(conditions.map(({ forSeconds }) => forSeconds)).size > 1)
    throw new Error(
      `conditions hold for different times: ${conditions.map(({ forSeconds }) => `${forSeconds} s`).join(", ")}`,
    );
  const queries = conditions.map(promqlQuery);
  return queries.length === 1 ? queries[0]! : queries.map((query) => `(${query})`).join(" or ");
}

/** The whole query of a condition; it returns something where the condition is true. */
export const promqlQuery = ({ value, comparison, threshold, guards = [] }: PromqlCondition): string =>
  [`${value} ${comparison} ${threshold}`, ...guards].join(" and ");
