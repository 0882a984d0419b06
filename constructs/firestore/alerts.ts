import type { Environment } from "../../contract/environment";
import { firestore } from "./metrics";
import { percent } from "../../observability/percent";
import { increase, rate, series } from "../../observability/promql";
import type { Alert } from "../../observability/alerts/alert";
import { auditLog } from "../../observability/alerts/log-filters";

/** Share of requests that may fail. */
const mostFailed = 0.05;

/** Counts come up to 4 minutes late, so a window of 5 minutes might hold a single sample. */
const windowSeconds = 600;

/** Requests within the window below which a share says nothing. */
const fewestRequests = 20;

/**
 * Statuses that say nothing bad: what was asked for is not there or there
 * already, the caller went away, or two transactions met and the client library
 * tries again. A missing index or right is a fault of ours and counts.
 */
const ordinary = ["OK", "NOT_FOUND", "ALREADY_EXISTS", "CANCELLED", "ABORTED"];

/** Requests that Firestore did not answer as it should; none where no service has documents. */
export function firestoreAlerts(environment: Environment): Alert[] {
  if (environment.firestore === undefined || !environment.services.some(({ firestore }) => firestore)) return [];
  const database = { database_id: environment.firestore.databaseId };
  const requests = series(firestore.requestCount, database);
  const failed = series(firestore.requestCount, { ...database, response_code: `!~${ordinary.join("|")}` });
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
          guard: `${increase(requests, windowSeconds)} >= ${fewestRequests}`,
          forSeconds: 300,
        },
      ],
      meaning: `More than ${percent(mostFailed)} of the requests to Firestore have failed for 5 minutes.`,
      logs: `${auditLog(environment, "data_access")} AND protoPayload.serviceName="firestore.googleapis.com" AND severity>=ERROR`,
    },
  ];
}
