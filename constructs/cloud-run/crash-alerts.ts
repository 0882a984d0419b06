import type { Environment } from "../../contract/environment";
import type { Alert } from "../../observability/alerts/alert";
import { crashLogs, failedRevisionLogs, outOfMemoryLogs } from "./logs";
import { incidentNamePattern } from "./names";

/** Labels of the incident. */
const labelsOf = (environment: Environment): Readonly<Record<string, string>> => ({
  service: `REGEXP_EXTRACT(resource.labels.service_name, "${incidentNamePattern(environment)}")`,
  revision: "EXTRACT(resource.labels.revision_name)",
});

/**
 * Alerts on crashing instances and on revisions that never become ready. Cloud Run
 * has no metric for either, so the alerts match its log entries.
 *
 * A log-based condition cannot count, so a single crash opens a ticket just as a
 * crash loop does. Neither pages: a crash loop that affects users also fails
 * requests, and that alert pages.
 */
export function crashAlerts(environment: Environment): Alert[] {
  const labels = labelsOf(environment);
  return environment.services.flatMap((service): Alert[] => {
    const shared = { subject: { kind: "service", service }, severity: "ticket" } as const;
    const outOfMemory = outOfMemoryLogs(environment, service);
    const crash = crashLogs(environment, service);
    const failedRevision = failedRevisionLogs(environment, service);
    return [
      {
        ...shared,
        kind: "out-of-memory",
        title: "Out of memory",
        conditions: [
          { language: "log", title: "Cloud Run ended an instance for its memory", filter: outOfMemory, labels },
        ],
        meaning: `An instance used more than its ${service.memory} of memory and was ended, with every request that it served.`,
        logs: outOfMemory,
      },
      {
        ...shared,
        kind: "crash-loop",
        title: "Container crashes",
        conditions: [{ language: "log", title: "an instance crashed or could not start", filter: crash, labels }],
        meaning:
          "A container exited with an error, was killed by a signal, failed its liveness probe or did not start. Cloud Run starts another; entries that go on are a crash loop.",
        logs: crash,
      },
      {
        ...shared,
        kind: "failed-revision",
        title: "Revision failed",
        conditions: [{ language: "log", title: "a revision did not become ready", filter: failedRevision, labels }],
        meaning: "A new revision did not become ready and takes no traffic; the one before it goes on serving.",
        logs: failedRevision,
      },
    ];
  });
}
