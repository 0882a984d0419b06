import { describe, expect, test } from "vitest";
import type { Alert } from "../../../observability/alerts/alert";
import { pubsubAlerts } from "../../../constructs/pubsub/alerts";
import { environment, issuesOf } from "../../support/environments";

const alertOf = (alerts: readonly Alert[], kind: string, queue = "jobs"): Alert =>
  alerts.find(({ kind: one, subject }) => one === kind && subject.kind === "queue" && subject.key === queue)!;
const thresholdOf = (alert: Alert): unknown =>
  alert.conditions[0].language === "promql" && alert.conditions[0].threshold;

describe("the alerts of queues", () => {
  test.each(["dev", "staging", "prod"] as const)(
    "of %s are three for each queue, none of which wakes anybody",
    (name) => {
      expect(
        pubsubAlerts(environment(name)).map(({ kind, subject, severity }) => ({ kind, subject, severity })),
      ).toEqual(
        ["queue-backlog", "queue-oldest-message", "dead-letters"].map((kind) => ({
          kind,
          subject: { kind: "queue", key: "jobs" },
          severity: "ticket",
        })),
      );
    },
  );

  test("read the queue's subscription, and dead letters the dead-letter topic's", () => {
    const alerts = pubsubAlerts(environment("prod"));
    const valueOf = (kind: string): unknown => alertOf(alerts, kind).conditions[0];
    expect(valueOf("queue-backlog")).toMatchObject({
      value:
        'pubsub_googleapis_com:subscription_num_undelivered_messages{project_id="parley-audio-prod",subscription_id="jobs-sub"}',
      comparison: ">",
      threshold: 100,
      forSeconds: 600,
    });
    expect(valueOf("queue-oldest-message")).toMatchObject({
      value:
        'pubsub_googleapis_com:subscription_oldest_unacked_message_age{project_id="parley-audio-prod",subscription_id="jobs-sub"}',
      forSeconds: 300,
    });
    expect(valueOf("dead-letters")).toMatchObject({
      value:
        'pubsub_googleapis_com:subscription_num_undelivered_messages{project_id="parley-audio-prod",subscription_id="jobs-dlq-sub"}',
      comparison: ">",
      threshold: 0,
    });
  });

  test("let as many messages wait as the queue's entry says", () => {
    const alerts = pubsubAlerts(
      environment("prod", (_, catalog) => {
        catalog.queues.jobs!.backlogAlert = 7;
      }),
    );
    expect(thresholdOf(alertOf(alerts, "queue-backlog"))).toBe(7);
    expect(alertOf(alerts, "queue-backlog").meaning).toContain("More than 7 messages");
  });

  test.each([0, 1.5])("refuse %j messages as a backlog", (backlogAlert) => {
    const issues = issuesOf("prod", (_, catalog) => {
      catalog.queues.jobs.backlogAlert = backlogAlert;
    });
    expect(issues.join()).toContain("queues.jobs.backlogAlert");
  });

  test.each([
    ["two deadlines", 600, 15, 1200],
    ["the receiver's time to be back, where that is longer", 120, 10, 600],
  ])("find a message old after %s", (_, ackDeadlineSeconds, rtoMinutes, seconds) => {
    const alerts = pubsubAlerts(
      environment("prod", (_, catalog) => {
        catalog.queues.jobs!.ackDeadlineSeconds = ackDeadlineSeconds;
        catalog.services.media!.timeoutSeconds = ackDeadlineSeconds;
        catalog.services.media!.rtoMinutes = rtoMinutes;
      }),
    );
    expect(thresholdOf(alertOf(alerts, "queue-oldest-message"))).toBe(seconds);
  });

  test("are made for every further queue, and for none where there is none", () => {
    const two = environment("prod", (_, catalog) => {
      catalog.queues.renders = { ...catalog.queues.jobs! };
      catalog.services.rest!.queues = { renders: "pull" };
    });
    expect(pubsubAlerts(two)).toHaveLength(6);
    expect(alertOf(pubsubAlerts(two), "dead-letters", "renders").logs).toContain('service_name="parley-rest"');
    const none = environment("prod", (_, catalog) => {
      catalog.queues = {};
      const media = catalog.services.media!;
      media.queues = {};
      media.publishes = [];
      media.env = {};
    });
    expect(pubsubAlerts(none)).toEqual([]);
  });
});
