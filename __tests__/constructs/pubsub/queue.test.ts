import { describe, expect, test } from "vitest";
import { Queue } from "../../../constructs/pubsub/queue";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import {
  addresses,
  all,
  expectEqualAddresses,
  list,
  named,
  only,
  reference,
  serviceOf,
  type Change,
} from "../fixtures";

const synthesized = (of: Environment, name = "jobs", receiver = "media"): Synthesized =>
  synthesize((scope) => {
    new Queue(scope, "Queue-jobs", { environment: of, name, receiver: serviceOf(of, receiver) });
  });

/** Lets the receiver ask for its messages. */
const pulled: Change = (_, catalog) => {
  catalog.services.media!.queues = { jobs: "pull" };
};
const ordered: Change = (_, catalog) => {
  catalog.queues.jobs!.ordered = true;
};
const definition = '{ "type": "record", "name": "Job", "fields": [] }';
const formatted: Change = (_, catalog) => {
  catalog.queues.jobs!.schema = { type: "AVRO", definition, encoding: "JSON" };
};

const topicType = "google_pubsub_topic";
const subscriptionType = "google_pubsub_subscription";
const agent = "serviceAccount:service-100000000001@gcp-sa-pubsub.iam.gserviceaccount.com";
const path = (synth: Synthesized, topic: string, project = "parley-audio-dev"): string =>
  `projects/${project}/topics/${reference(synth, topicType, topic)}`;

describe("Queue", () => {
  test("has a topic and a dead-letter topic, which belong to the receiver", () => {
    const synth = synthesized(environment("dev"));
    expect(list(synth, topicType).map(({ name, labels }) => ({ name, labels }))).toEqual([
      { name: "jobs", labels: { environment: "dev", service: "media" } },
      { name: "jobs-dlq", labels: { environment: "dev", service: "media" } },
    ]);
  });

  test("keeps dead letters for people, whether or not anybody reads them", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, subscriptionType)).toEqual({
      name: "jobs-dlq-sub",
      topic: path(synth, "Queue-jobs_DeadLetters"),
      ack_deadline_seconds: 600,
      message_retention_duration: "2592000s",
      expiration_policy: { ttl: "" },
      lifecycle: { prevent_destroy: false },
    });
  });

  test("lets Pub/Sub publish to the dead-letter topic, and nobody to the queue's own", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_pubsub_topic_iam_member")).toEqual({
      topic: reference(synth, topicType, "Queue-jobs_DeadLetters"),
      role: "roles/pubsub.publisher",
      member: agent,
    });
  });

  test("leaves the subscription of a queue that is pushed to its receiver's layer", () => {
    const synth = synthesized(environment("dev"));
    expect(Object.keys(synth.all(subscriptionType))).toHaveLength(1);
    expect(synth.all("google_pubsub_subscription_iam_member")).toEqual({});
  });

  test("has a subscription of its own where the receiver pulls, made after everything that keeps dead letters", () => {
    const synth = synthesized(environment("dev", pulled));
    const { depends_on: waits, ...subscription } = named(synth, subscriptionType, "Queue-jobs_Subscription");
    expect(subscription).toEqual({
      name: "jobs-sub",
      topic: path(synth, "Queue-jobs_Topic"),
      ack_deadline_seconds: 600,
      message_retention_duration: "604800s",
      retain_acked_messages: false,
      expiration_policy: { ttl: "" },
      retry_policy: { minimum_backoff: "10s", maximum_backoff: "600s" },
      dead_letter_policy: {
        dead_letter_topic: path(synth, "Queue-jobs_DeadLetters"),
        max_delivery_attempts: 5,
      },
      enable_message_ordering: false,
      enable_exactly_once_delivery: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(waits).toEqual(
      addresses(synth)
        .filter((address) => /DeadLetterSubscription|topic_iam_member/.test(address))
        .sort(),
    );
    expect(waits).toHaveLength(2);
  });

  test("lets Pub/Sub take dead letters off a subscription that is pulled", () => {
    const synth = synthesized(environment("dev", pulled));
    expect(only(synth, "google_pubsub_subscription_iam_member")).toEqual({
      subscription: reference(synth, subscriptionType, "Queue-jobs_Subscription"),
      role: "roles/pubsub.subscriber",
      member: agent,
      // A replaced subscription has lost its policy.
      lifecycle: {
        replace_triggered_by: [expect.stringMatching(/^google_pubsub_subscription[.][\w-]+[.]id$/)],
      },
    });
  });

  test("keeps messages after their acknowledgement and everything from being destroyed where protected", () => {
    const synth = synthesized(environment("prod", pulled));
    expect(named(synth, subscriptionType, "Queue-jobs_Subscription")).toMatchObject({
      retain_acked_messages: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(named(synth, subscriptionType, "Queue-jobs_DeadLetterSubscription")).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
    for (const topic of list(synth, topicType)) expect(topic.lifecycle).toEqual({ prevent_destroy: true });
  });

  test("delivers in order only where its entry says so", () => {
    const synth = synthesized(environment("dev", all(pulled, ordered)));
    expect(named(synth, subscriptionType, "Queue-jobs_Subscription").enable_message_ordering).toBe(true);
  });

  test("enforces the format of its entry on its own messages, and none on dead letters", () => {
    const synth = synthesized(environment("dev", formatted));
    expect(only(synth, "google_pubsub_schema")).toEqual({ name: "jobs", type: "AVRO", definition });
    expect(named(synth, topicType, "Queue-jobs_Topic").schema_settings).toEqual({
      schema: `projects/parley-audio-dev/schemas/${reference(synth, "google_pubsub_schema")}`,
      encoding: "JSON",
    });
    expect(named(synth, topicType, "Queue-jobs_DeadLetters")).not.toHaveProperty("schema_settings");
  });

  test("enforces no format unless asked to", () => {
    const synth = synthesized(environment("dev"));
    expect(synth.all("google_pubsub_schema")).toEqual({});
    for (const topic of list(synth, topicType)) expect(topic).not.toHaveProperty("schema_settings");
  });

  test.each([
    ["jobs", "rest", "test/Queue-jobs: 'rest' does not receive 'jobs'"],
    ["tasks", "media", "no queue 'tasks'"],
  ])("refuses '%s' of '%s'", (name, receiver, message) => {
    expect(() => synthesized(environment("dev"), name, receiver)).toThrow(new Error(message));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses(
      (scope, of) => {
        new Queue(scope, "Queue-jobs", { environment: of, name: "jobs", receiver: serviceOf(of, "media") });
      },
      all(pulled, formatted),
    );
  });
});
