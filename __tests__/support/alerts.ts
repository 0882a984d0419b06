import type { Alert, LogCondition, PromqlCondition } from "../../observability/alerts/alert";
import { subjectKey } from "../../observability/subject";

/** The only alert of a kind about the subject with a key, and with an aspect if the kind has some. */
export function alertOf(alerts: readonly Alert[], kind: string, key = "", aspect?: string): Alert {
  const found = alerts.filter(
    (alert) =>
      alert.kind === kind && subjectKey(alert.subject) === key && (aspect === undefined || alert.aspect === aspect),
  );
  if (found.length !== 1) throw new Error(`${found.length} alerts are '${kind}' about '${key}'`);
  return found[0]!;
}

/** Keys of the subjects that have an alert of a kind. */
export const keysOf = (alerts: readonly Alert[], kind: string): string[] =>
  alerts.filter((alert) => alert.kind === kind).map(({ subject }) => subjectKey(subject));

/** The alert's condition on time series with this index. */
export function onSeries({ conditions, kind }: Alert, index = 0): PromqlCondition {
  const condition = conditions[index];
  if (condition?.language !== "promql") throw new Error(`condition ${index} of '${kind}' is not on series`);
  return condition;
}

/** The alert's condition on log entries. */
export function onEntries({ conditions: [condition], kind }: Alert): LogCondition {
  if (condition.language !== "log") throw new Error(`'${kind}' is not on entries`);
  return condition;
}
