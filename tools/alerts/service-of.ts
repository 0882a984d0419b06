import type { Service } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";

/**
 * The service that an alert is about.
 *
 * @throws Error if it is about something else, so its proof is another's
 */
export function serviceOf({ kind, subject }: Alert): Service {
  if (subject.kind !== "service") throw new Error(`${kind} is not about a service`);
  return subject.service;
}
