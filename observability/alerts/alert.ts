import type { Environment } from "../../contract/environment";
import type { Severity } from "../../constructs/cloud-monitoring/schema";
import type { Subject } from "../subject";

/** A condition on time series: true while the value is beyond the threshold, and every guard returns something. */
export interface PromqlCondition {
  readonly language: "promql";
  /** What is true when it holds, unique in its alert: `more than 5 % of requests fail`. */
  readonly title: string;
  /** Expression whose value is compared; dashboards draw it, with the threshold as a line. */
  readonly value: string;
  readonly comparison: ">" | ">=" | "<" | "<=";
  readonly threshold: number;
  /** Expressions that must each return something too, such as enough requests for a share to mean anything. @default - none */
  readonly guards?: readonly string[];
  /** How long it must hold before the alert opens; whole minutes. */
  readonly forSeconds: number;
}

/** A condition on single log entries, for what no metric says. */
export interface LogCondition {
  readonly language: "log";
  readonly title: string;
  /** Filter of Cloud Logging. */
  readonly filter: string;
  /** Label of the incident to an extractor such as `EXTRACT(protoPayload.resourceName)`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * One alert of one subject in one environment.
 *
 * Its `kind` is the name of its runbook, `runbooks/<kind>.md`, and its display
 * name is `<subject> - <title>`, and `: <detail>` where there is one. Its conditions are of one language; any that is
 * true opens it. Cloud Monitoring takes one condition in PromQL, so they are
 * joined there, and hold for the same time.
 */
export interface Alert {
  readonly kind: string;
  readonly subject: Subject;
  /** Tells alerts of one kind and subject apart, such as the objective's name; a key. @default - there is one */
  readonly aspect?: string;
  /** What is wrong, in sentence case and alike for all alerts of the kind: `High error ratio`. */
  readonly title: string;
  /** Which of the subject's it is, such as a path or an objective; last in the display name. @default - the subject has one */
  readonly detail?: string;
  readonly severity: Severity;
  readonly conditions: readonly [PromqlCondition, ...PromqlCondition[]] | readonly [LogCondition];
  /** What is known when it fires: one sentence, with figures and units. The notification's first line. */
  readonly meaning: string;
  /** Filter of Logs Explorer from which to start; the notification links it. */
  readonly logs: string;
}

/** Alerts that an environment's entries ask for, such as some for each service. */
export type AlertSource = (environment: Environment) => Alert[];

/**
 * Query of an alert's conditions: it returns something where one of them is true.
 *
 * @throws Error for conditions that do not hold for the same time, of which one query can say only one
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
