import { products } from "../../constructs/products";
import type { Environment } from "../../contract/environment";
import { subjectKey } from "../subject";
import type { Alert, AlertSource } from "./alert";
import { burnRateAlerts } from "./burn-rate";
import { errorAlerts } from "./errors";
import { farMissedAlerts } from "./far-missed";
import { latencyAlerts } from "./latency";
import { silenceAlerts } from "./silence";
import { websocketAlerts } from "./websockets";

const sources: readonly AlertSource[] = [
  ...products.flatMap(({ alerts }) => alerts ?? []),
  burnRateAlerts,
  errorAlerts,
  farMissedAlerts,
  latencyAlerts,
  silenceAlerts,
  websocketAlerts,
];

/** Permanent id of an alert within its environment, such as `error-ratio_media`; also its construct id. No key contains a `_`, so the parts cannot be confused. */
export const alertId = ({ kind, subject, aspect }: Alert): string =>
  [kind, subjectKey(subject), aspect ?? ""].filter((part) => part !== "").join("_");

/**
 * Every alert of an environment, sorted by id.
 *
 * @throws Error if two alerts have the same id
 */
export function alertsOf(environment: Environment): Alert[] {
  const alerts = new Map<string, Alert>();
  for (const alert of sources.flatMap((source) => source(environment))) {
    const id = alertId(alert);
    if (alerts.has(id)) throw new Error(`two alerts are '${id}'; tell them apart by their aspect`);
    alerts.set(id, alert);
  }
  return [...alerts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, alert]) => alert);
}
