import type { Environment } from "../../environments/environment";
import { subjectKey } from "../subject";
import type { Alert, AlertSource } from "./alert";
import { burnRateAlerts } from "./burn-rate";
import { cacheAlerts } from "./cache";
import { clusterAlerts } from "./cluster";
import { crashAlerts } from "./crashes";
import { databaseAlerts } from "./database";
import { errorAlerts } from "./errors";
import { firestoreAlerts } from "./firestore";
import { iamAlerts } from "./iam";
import { latencyAlerts } from "./latency";
import { modelAlerts } from "./model";
import { queueAlerts } from "./queues";
import { quotaAlerts } from "./quota";
import { saturationAlerts } from "./saturation";
import { secretAlerts } from "./secrets";
import { speechAlerts } from "./speech";
import { uptimeAlerts } from "./uptime";
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

/** Names an alert within its environment for good, such as `error-ratio_media`; its construct's id. No key holds a `_`, so no two parts run together. */
export const alertId = ({ kind, subject, aspect }: Alert): string =>
  [kind, subjectKey(subject), aspect ?? ""].filter((part) => part !== "").join("_");

/**
 * Every alert of an environment, in the order of their ids.
 *
 * @throws Error if two have one id
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
