import { describe, expect, test } from "vitest";
import { TerraformOutput } from "cdktf";
import { RotationReminder } from "../../../constructs/secret-manager/rotation-reminder";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, idOf, only, reference } from "../fixtures";

describe("RotationReminder", () => {
  const prod = environment("prod");
  let made: RotationReminder | undefined;
  const synth = synthesize((scope) => {
    made = new RotationReminder(scope, "Rotation", { environment: prod });
    new TerraformOutput(scope, "topic", { value: made.topicPath });
  });

  test("makes the topic of rotations, which the platform owns", () => {
    expect(only(synth, "google_pubsub_topic")).toEqual({
      name: "secret-rotation",
      labels: { environment: "prod", service: "platform" },
      kms_key_name: "projects/parley-audio-prod/locations/us-central1/keyRings/parley/cryptoKeys/queue",
      message_storage_policy: { allowed_persistence_regions: ["us-central1"] },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("lets Secret Manager's agent, and nobody else, publish on it", () => {
    expect(only(synth, "google_pubsub_topic_iam_member")).toEqual({
      topic: reference(synth, "google_pubsub_topic"),
      role: "roles/pubsub.publisher",
      member: "serviceAccount:service-100000000003@gcp-sa-secretmanager.iam.gserviceaccount.com",
    });
  });

  test("keeps reminders for 31 days, no other news of secrets, and the subscription for good", () => {
    expect(only(synth, "google_pubsub_subscription")).toEqual({
      name: "secret-rotation-sub",
      topic: reference(synth, "google_pubsub_topic"),
      filter: 'attributes.eventType = "SECRET_ROTATE"',
      ack_deadline_seconds: 60,
      message_retention_duration: "2678400s",
      expiration_policy: { ttl: "" },
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each(["google_pubsub_topic", "google_pubsub_subscription"])("of a disposable environment lets %s go", (type) => {
    const disposable = synthesize((scope) => {
      new RotationReminder(scope, "Rotation", { environment: environment("dev") });
    });
    expect(only(disposable, type).lifecycle).toEqual({ prevent_destroy: false });
  });

  test("tells secrets the topic's full path, by a reference that orders them after it", () => {
    expect(synth.json.output.topic.value).toBe(
      `projects/parley-audio-prod/topics/${reference(synth, "google_pubsub_topic")}`,
    );
  });

  test("tells secrets the grant for which they wait", () => {
    expect(made?.grant.friendlyUniqueId).toBe(idOf(synth, "google_pubsub_topic_iam_member"));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new RotationReminder(scope, "Rotation", { environment: of }));
  });
});
