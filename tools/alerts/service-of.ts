import type { Service } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";

/**
 * The service that is the subject of an alert.
 *
 * @throws Error if the subject is not a service, so another proof applies
 */
export function serviceOf({ kind, subject }: Alert): Service {
  if (subject.kind !== "service") throw new Error(`${kind} is not about a service`);
  return subject.service;
}
