import type { Environment } from "../../contract/environment";
import { firestore } from "./metrics";
import { percent } from "../../observability/percent";
import { increase, rate, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../cloud-logging/logs";

/** Alert threshold: share of failed requests. */
const mostFailed = 0.05;

/** Counts come up to 4 minutes late, so a window of 5 minutes might hold a single sample. */
const windowSeconds = 600;

/** Number of requests in the window below which the share is not meaningful. */
const fewestRequests = 20;

/**
 * Statuses that are not failures: the document does not exist or already exists,
 * the caller disconnected, or two transactions conflicted and the client library
 * retries. A missing index or a missing permission is our error and counts.
 */
const ordinary = ["OK", "NOT_FOUND", "ALREADY_EXISTS", "CANCELLED", "ABORTED"];

/** Alert on failed requests to Firestore; none if no service declares `documents`. */
export function firestoreAlerts(environment: Environment): Alert[] {
  if (environment.firestore === undefined || !environment.services.some(({ firestore }) => firestore)) return [];
  const database = { database_id: environment.firestore.databaseId };
  const requests = series(environment, firestore.requestCount, database);
  const failed = series(environment, firestore.requestCount, { ...database, response_code: `!~${ordinary.join("|")}` });
  return [
    {
      kind: "firestore-errors",
      subject: { kind: "firestore" },
      title: "High error ratio",
      severity: "ticket",
      conditions: [
        {
          language: "promql",
          title: `more than ${percent(mostFailed)} of requests fail`,
          value: `${rate(failed, windowSeconds)} / ${rate(requests, windowSeconds)}`,
          comparison: ">",
          threshold: mostFailed,
          guards: [`${increase(requests, windowSeconds)} >= ${fewestRequests}`],
          forSeconds: 300,
        },
      ],
      meaning: `More than ${percent(mostFailed)} of the requests to Firestore have failed for 5 minutes.`,
      logs: `${auditLog(environment, "data_access")} AND protoPayload.serviceName="firestore.googleapis.com" AND severity>=ERROR`,
    },
  ];
}
