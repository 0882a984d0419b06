import { describe, expect, test } from "@jest/globals";
import { RotationReminder } from "../../../constructs/secrets/rotation-reminder";
import { environment } from "../../support/environments";
import { synthesize } from "../../support/synth";
import { expectEqualAddresses, idOf, only, reference } from "../fixtures";

describe("RotationReminder", () => {
  const prod = environment("prod");
  let made: RotationReminder | undefined;
  const synth = synthesize((scope) => {
    made = new RotationReminder(scope, "Rotation", { environment: prod });
  });

  test("makes the topic of rotations, which the platform owns", () => {
    expect(only(synth, "google_pubsub_topic")).toEqual({
      name: "secret-rotation",
      labels: { environment: "prod", service: "platform" },
      message_storage_policy: { allowed_persistence_regions: ["us-central1"] },
    });
  });

  test("lets Secret Manager's agent, and nobody else, publish on it", () => {
    expect(only(synth, "google_pubsub_topic_iam_member")).toEqual({
      topic: reference(synth, "google_pubsub_topic"),
      role: "roles/pubsub.publisher",
      member: "serviceAccount:service-100000000003@gcp-sa-secretmanager.iam.gserviceaccount.com",
    });
  });

  test("keeps reminders for 31 days, and the subscription for good", () => {
    expect(only(synth, "google_pubsub_subscription")).toEqual({
      name: "secret-rotation-sub",
      topic: reference(synth, "google_pubsub_topic"),
      ack_deadline_seconds: 60,
      message_retention_duration: "2678400s",
      expiration_policy: { ttl: "" },
    });
  });

  test("tells secrets the grant for which they wait", () => {
    expect(made?.grant.friendlyUniqueId).toBe(idOf(synth, "google_pubsub_topic_iam_member"));
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => new RotationReminder(scope, "Rotation", { environment: of }));
  });
});
