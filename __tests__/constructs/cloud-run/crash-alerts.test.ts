import { describe, expect, test } from "vitest";
import { crashAlerts } from "../../../constructs/cloud-run/crash-alerts";
import { alertOf, keysOf, onEntries } from "../../support/alerts";
import { environment } from "../../support/environments";

const prod = crashAlerts(environment("prod"));
const filterOf = (kind: string): string => onEntries(alertOf(prod, kind, "audio")).filter;

/** Whether the text part of a filter matches an entry of Cloud Run's system log; implements only the syntax of these filters. */
function matches(filter: string, text: string): boolean {
  const term = /(NOT )?textPayload(=~|:)"((?:[^"\\]|\\.)*)"/g;
  const terms = [...filter.matchAll(term)].map(([, not, operator, pattern]) => ({
    not: not !== undefined,
    holds: operator === ":" ? text.toLowerCase().includes(pattern!.toLowerCase()) : new RegExp(pattern!).test(text),
  }));
  return terms.some(({ not, holds }) => !not && holds) && !terms.some(({ not, holds }) => not && holds);
}

describe("alerts on crashes", () => {
  test.each(["out-of-memory", "crash-loop", "failed-revision"])("%s is a ticket of each service", (kind) => {
    expect(keysOf(prod, kind).sort()).toEqual(["audio", "conversation", "gateway", "media", "realtime", "rest"]);
    expect(alertOf(prod, kind, "audio").severity).toBe("ticket");
  });

  test.each(["out-of-memory", "crash-loop", "failed-revision"])(
    "%s reads the service's entries and names the revision",
    (kind) => {
      const { filter, labels } = onEntries(alertOf(prod, kind, "audio"));
      expect(filter).toContain(
        'resource.type="cloud_run_revision" AND resource.labels.service_name="parley-audio" AND',
      );
      expect(labels).toEqual({
        service: 'REGEXP_EXTRACT(resource.labels.service_name, "^(?:parley-)?(.+)$")',
        revision: "EXTRACT(resource.labels.revision_name)",
      });
      expect(alertOf(prod, kind, "audio").logs).toBe(filter);
    },
  );

  test.each(["out-of-memory", "crash-loop"])("%s reads what Cloud Run says, never what the service prints", (kind) => {
    expect(filterOf(kind)).toContain('logName="projects/parley-audio-prod/logs/run.googleapis.com%2Fvarlog%2Fsystem"');
  });

  test("memory that ran out is told by its limit", () => {
    const filter = filterOf("out-of-memory");
    expect(
      matches(
        filter,
        "Memory limit of 512 MiB exceeded with 517 MiB used. Consider increasing the memory limit, see https://cloud.google.com/run/docs/configuring/memory-limits",
      ),
    ).toBe(true);
    expect(matches(filter, "Container called exit(1).")).toBe(false);
  });

  test.each([
    "Container called exit(1).",
    "Container called exit(137).",
    "Uncaught signal: 6, pid=1, tid=1, fault_addr=0.",
    'LIVENESS HTTP probe failed 3 times consecutively for container "audio" on port 8080 path "/ws/health". The instance has been shut down.',
    'Default STARTUP TCP probe failed 1 time consecutively for container "audio" on port 8080. The instance was not started. Connection failed with status CANCELLED.',
  ])("a crash is '%s'", (text) => {
    expect(matches(filterOf("crash-loop"), text)).toBe(true);
  });

  test.each([
    "Container called exit(0).",
    "Container called exit(143).",
    "Starting new instance. Reason: AUTOSCALING - Instance started due to configured scaling factors.",
    'STARTUP HTTP probe succeeded after 1 attempt for container "audio" on port 8080 path "/ws/health".',
  ])("a crash is not '%s'", (text) => {
    expect(matches(filterOf("crash-loop"), text)).toBe(false);
  });

  test("a revision that failed is told by the audit log of Google's own systems", () => {
    expect(filterOf("failed-revision")).toContain(
      'logName="projects/parley-audio-prod/logs/cloudaudit.googleapis.com%2Fsystem_event" AND protoPayload.status.message:"Ready condition status changed to False for Revision"',
    );
  });

  test("memory is told as the environment sets it", () => {
    const alerts = crashAlerts(
      environment("dev", (spec) => {
        spec.services["rest"] = { ...spec.services["rest"], memory: "1Gi" };
      }),
    );
    expect(alertOf(alerts, "out-of-memory", "rest").meaning).toContain("1Gi");
  });

  test("a service that others deploy is watched under the name that it has there", () => {
    const alerts = crashAlerts(
      environment("prod", (spec) => {
        spec.services["rest"] = {
          external: { serviceName: "improv-api", accountEmail: "improv@improv-project.iam.gserviceaccount.com" },
        };
      }),
    );
    expect(onEntries(alertOf(alerts, "crash-loop", "rest")).filter).toContain('service_name="improv-api"');
  });
});
