import type { Environment } from "../../contract/environment";
import { subjectKey } from "../subject";
import type { Alert, AlertSource } from "./alert";
import { burnRateAlerts } from "./burn-rate";
import { cacheAlerts } from "../../constructs/cloud-storage/alerts";
import { clusterAlerts } from "../../constructs/gke/alerts";
import { crashAlerts } from "../../constructs/cloud-run/crash-alerts";
import { databaseAlerts } from "../../constructs/cloud-sql/alerts";
import { errorAlerts } from "./errors";
import { firestoreAlerts } from "../../constructs/firestore/alerts";
import { iamAlerts } from "../../constructs/iam/alerts";
import { latencyAlerts } from "./latency";
import { modelAlerts } from "../../constructs/vertex-ai/alerts";
import { queueAlerts } from "../../constructs/pubsub/alerts";
import { quotaAlerts } from "../../constructs/cloud-quotas/alerts";
import { saturationAlerts } from "../../constructs/cloud-run/saturation-alerts";
import { secretAlerts } from "../../constructs/secret-manager/alerts";
import { speechAlerts } from "../../constructs/text-to-speech/alerts";
import { uptimeAlerts } from "../../constructs/cloud-monitoring/alerts";
import { websocketAlerts } from "./websockets";

const sources: readonly AlertSource[] = [
  burnRateAlerts,
  cacheAlerts,
  clusterAlerts,
  crashAlerts,
  databaseAlerts,
  errorAlerts,
  firestoreAlerts,
  iamAlerts,
  latencyAlerts,
  modelAlerts,
  queueAlerts,
  quotaAlerts,
  saturationAlerts,
  secretAlerts,
  speechAlerts,
  uptimeAlerts,
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
