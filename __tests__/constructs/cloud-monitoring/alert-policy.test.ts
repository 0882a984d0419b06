import { describe, expect, test } from "vitest";
import { AlertPolicy } from "../../../constructs/cloud-monitoring/alert-policy";
import { alertName, type Alert } from "../../../observability/alerts/alert";
import type { AlertingPolicy } from "../../../observability/alerts/alerting-policy";
import { environment } from "../../support/environments";
import { synthesize, type Attributes } from "../../support/synth";
import { only, serviceOf } from "../fixtures";

const of = environment("prod");
const alert: Alert = {
  kind: "user-impact",
  subject: { kind: "service", service: serviceOf(of, "audio") },
  title: "High error ratio",
  severity: "page",
  conditions: [
    {
      language: "promql",
      title: "more than 5 % of requests fail",
      value: "sum(rate(failed[5m])) / sum(rate(all[5m]))",
      comparison: ">",
      threshold: 0.05,
      guards: ["sum(increase(all[5m])) >= 10"],
      forSeconds: 300,
    },
  ],
  meaning: "More than 5 % of the requests have failed for 5 minutes.",
  logs: 'resource.type="cloud_run_revision" AND (severity>=ERROR)',
};
const onLogs: Alert = {
  ...alert,
  conditions: [
    { language: "log", title: "an entry", filter: 'textPayload:"${x}"', labels: { revision: "EXTRACT(textPayload)" } },
  ],
};

/** A policy of one alert, as of those that no other joins. */
const alone = (of_: Alert): AlertingPolicy => ({
  id: of_.kind,
  kind: of_.kind,
  name: alertName(of_),
  severity: of_.severity,
  subject: of_.subject,
  alerts: [of_],
});
const policy = (of_: Alert, known?: Readonly<Record<string, string>>, channels = ["one", "two"]): Attributes =>
  made(alone(of_), known, channels);
const made = (of_: AlertingPolicy, known?: Readonly<Record<string, string>>, channels = ["one", "two"]): Attributes =>
  only(
    synthesize((scope) => {
      new AlertPolicy(scope, "Alert", {
        environment: of,
        policy: of_,
        channels,
        ...(known === undefined ? {} : { known }),
      });
    }),
    "google_monitoring_alert_policy",
  );

describe("AlertPolicy", () => {
  test("R-221 is named after its subject and what is wrong with it", () => {
    expect(policy(alert)).toMatchObject({
      display_name: "Audio Service - High error ratio",
      combiner: "OR",
      enabled: true,
      notification_channels: ["one", "two"],
      user_labels: { environment: "prod", runbook: "user-impact", severity: "page", service: "audio" },
    });
  });

  test("asks once a minute, for metrics that need not exist yet", () => {
    expect(policy(alert).conditions).toEqual([
      {
        display_name: "more than 5 % of requests fail",
        condition_prometheus_query_language: {
          query: "sum(rate(failed[5m])) / sum(rate(all[5m])) > 0.05 and sum(increase(all[5m])) >= 10",
          duration: "300s",
          evaluation_interval: "60s",
          disable_metric_validation: true,
        },
      },
    ]);
  });

  test("says several conditions in one query, since Google takes one in PromQL", () => {
    const [first] = alert.conditions;
    const second = { ...first, title: "none answers", value: "up", comparison: "<", threshold: 1, guards: undefined };
    const made = policy({ ...alert, conditions: [first, second] as never });
    expect(made.conditions).toHaveLength(1);
    expect(made.conditions[0].display_name).toBe("more than 5 % of requests fail, or none answers");
    expect(made.conditions[0].condition_prometheus_query_language.query).toBe(
      "(sum(rate(failed[5m])) / sum(rate(all[5m])) > 0.05 and sum(increase(all[5m])) >= 10) or (up < 1)",
    );
    expect(() => policy({ ...alert, conditions: [first, { ...second, forSeconds: 60 }] as never })).toThrow(
      "conditions hold for different times: 300 s, 60 s",
    );
  });

  test("says which of several subjects an incident is about, by a label, and gives the line that names it", () => {
    const other = { ...alert, subject: { kind: "service", service: serviceOf(of, "media") } } as const;
    const { subject: _, ...several } = alone({ ...alert, kind: "cpu-utilization" });
    const { conditions, documentation, user_labels } = made({ ...several, alerts: [alert, other] });
    const query = "sum(rate(failed[5m])) / sum(rate(all[5m])) > 0.05 and sum(increase(all[5m])) >= 10";
    expect(conditions[0].condition_prometheus_query_language.query).toBe(
      `(label_replace(${query}, "service", "audio", "", "")) or (label_replace(${query}, "service", "media", "", ""))`,
    );
    expect(documentation.subject).toMatch(/: \$\$\{metric_or_resource[.]label[.]service\}$/);
    expect(documentation.content).toContain(
      "`. runbooks/names/prod.sh && names service $${metric_or_resource.label.service}`",
    );
    expect(documentation.content).toContain('"$SERVICE"');
    expect(user_labels).toEqual({ environment: "prod", runbook: "cpu-utilization", severity: "page" });
  });

  test("reads days of data every five minutes only", () => {
    const condition = { ...alert.conditions[0], value: "sum(rate(x[3d]))" } as never;
    const made = policy({ ...alert, conditions: [condition] });
    expect(made.conditions[0].condition_prometheus_query_language.evaluation_interval).toBe("300s");
  });

  test.each([
    ["page", "CRITICAL"],
    ["ticket", "WARNING"],
    ["info", undefined],
  ] as const)("R-220 of severity %s is %s to Google", (severity, google) => {
    expect(policy({ ...alert, severity }).severity).toBe(google);
  });

  test("closes itself half an hour after its last data, and is not limited, which metrics do not allow", () => {
    expect(policy(alert).alert_strategy).toEqual({ auto_close: "1800s" });
  });

  test("on log entries is limited, closes itself after a day, and takes its text literally", () => {
    const made = policy(onLogs);
    expect(made.alert_strategy).toEqual({ auto_close: "86400s", notification_rate_limit: { period: "900s" } });
    expect(policy({ ...onLogs, severity: "ticket" }).alert_strategy.notification_rate_limit).toEqual({
      period: "7200s",
    });
    expect(made.conditions).toEqual([
      {
        display_name: "an entry",
        condition_matched_log: {
          filter: 'textPayload:"$${x}"',
          label_extractors: { revision: "EXTRACT(textPayload)" },
        },
      },
    ]);
  });

  test("R-242 carries the runbook's first steps with every name filled in, and links the rest", () => {
    const { documentation } = policy(alert);
    expect(documentation.subject).toBe("[prod] Audio Service - High error ratio");
    expect(documentation.mime_type).toBe("text/markdown");
    expect(documentation.content).toContain("More than 5 % of the requests have failed for 5 minutes.");
    expect(documentation.content).toContain("parley-audio-prod");
    expect(documentation.content).not.toMatch(/\$[A-Z]/);
    expect(documentation.links).toEqual([
      { display_name: "Runbook", url: "https://github.com/example/parley/blob/main/runbooks/user-impact.md" },
      {
        display_name: "Logs",
        url: "https://console.cloud.google.com/logs/query;query=resource.type%3D%22cloud_run_revision%22%20AND%20%28severity%3E%3DERROR%29?project=parley-audio-prod",
      },
      {
        display_name: "Dashboard",
        url: "https://console.cloud.google.com/monitoring/dashboards/builder/parley-service-audio?project=parley-audio-prod",
      },
    ]);
  });

  test("R-243 names whom to call after 15 minutes, if it wakes somebody", () => {
    expect(policy(alert).documentation.content).toContain(
      "after 15 minutes: call the escalation contact, +1 202 555 0143 (lead@example.com).",
    );
    expect(policy({ ...alert, severity: "ticket" }).documentation.content).not.toContain("lead@example.com");
  });

  test("puts what only Google knows into the query", () => {
    const condition = { ...alert.conditions[0], value: 'x{check_id="uptime-check:audio"}' } as never;
    const made = policy({ ...alert, conditions: [condition] }, { "uptime-check:audio": "${a.b.c}" });
    expect(made.conditions[0].condition_prometheus_query_language.query).toContain('x{check_id="${a.b.c}"}');
  });

  test("refuses what Cloud Monitoring would refuse", () => {
    expect(() => policy({ ...alert, meaning: "x".repeat(8192) })).toThrow(
      /the notification has \d+ characters, more than 8192/,
    );
    expect(() => policy({ ...alert, title: "x".repeat(255) })).toThrow("is longer than 255 bytes");
    expect(() => policy({ ...alert, logs: "x".repeat(2083) })).toThrow(
      /the link 'Logs' has \d+ characters, more than 2083/,
    );
    expect(() => policy({ ...alert, meaning: "é".repeat(6000) })).toThrow(
      /the notification has \d+ bytes, more than 10240/,
    );
    expect(() => policy(alert, undefined, [])).toThrow("no channel is told");
  });

  test("refuses an alert without a runbook", () => {
    expect(() => policy({ ...alert, kind: "no-such-alert" })).toThrow(
      "runbooks/no-such-alert.md does not exist; write it, or correct the alert's kind",
    );
  });
});
