import { describe, expect, test } from "vitest";
import { RotationReminder } from "../../../constructs/secret-manager/rotation-reminder";
import { Secret } from "../../../constructs/secret-manager/secret";
import type { Environment } from "../../../contract/environment";
import { environment } from "../../support/environments";
import { synthesize, type Synthesized } from "../../support/synth";
import { expectEqualAddresses, idOf, only, reference } from "../fixtures";

const synthesized = (of: Environment): Synthesized =>
  synthesize((scope) => {
    const rotation = new RotationReminder(scope, "Rotation", { environment: of });
    new Secret(scope, "Secret-api-key", {
      environment: of,
      secretId: "api-key",
      description: "From the provider's console",
      rotation,
    });
  });

describe("Secret", () => {
  test("is a container that reminds of its rotation and cannot be destroyed where protected", () => {
    const synth = synthesized(environment("prod"));
    expect(only(synth, "google_secret_manager_secret")).toEqual({
      secret_id: "api-key",
      annotations: { description: "From the provider's console" },
      replication: {
        auto: {
          customer_managed_encryption: {
            kms_key_name: "projects/parley-audio-prod/locations/global/keyRings/parley/cryptoKeys/secrets",
          },
        },
      },
      version_destroy_ttl: "604800s",
      topics: [{ name: `projects/parley-audio-prod/topics/${reference(synth, "google_pubsub_topic")}` }],
      rotation: { rotation_period: "2592000s", next_rotation_time: "2027-01-04T09:00:00Z" },
      deletion_protection: true,
      depends_on: [`google_pubsub_topic_iam_member.${idOf(synth, "google_pubsub_topic_iam_member")}`],
      lifecycle: { prevent_destroy: true, ignore_changes: ["rotation[0].next_rotation_time"] },
    });
  });

  test("can be destroyed where disposable, and still leaves the next rotation to Google", () => {
    expect(only(synthesized(environment("dev")), "google_secret_manager_secret")).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false, ignore_changes: ["rotation[0].next_rotation_time"] },
    });
  });

  test("is replicated automatically and encrypted as Google does where the environment has no keys", () => {
    expect(only(synthesized(environment("dev")), "google_secret_manager_secret").replication).toEqual({ auto: {} });
  });

  test("keeps a destroyed version for 7 days also where disposable", () => {
    expect(only(synthesized(environment("dev")), "google_secret_manager_secret").version_destroy_ttl).toBe("604800s");
  });

  test("waits for the right of Secret Manager's agent to publish its reminders", () => {
    const synth = synthesized(environment("dev"));
    expect(only(synth, "google_secret_manager_secret").depends_on).toEqual([
      `google_pubsub_topic_iam_member.${idOf(synth, "google_pubsub_topic_iam_member")}`,
    ]);
  });

  test("rotates in the environment's period, from its date", () => {
    const weekly = environment("dev", (spec) => {
      spec.secretRotation = { periodDays: 7, firstAt: "2028-02-03T04:05:06Z" };
    });
    expect(only(synthesized(weekly), "google_secret_manager_secret").rotation).toEqual({
      rotation_period: "604800s",
      next_rotation_time: "2028-02-03T04:05:06Z",
    });
  });

  test("never holds a value", () => {
    expect(synthesized(environment("prod")).all("google_secret_manager_secret_version")).toEqual({});
  });

  test("has the same addresses in every environment", () => {
    expectEqualAddresses((scope, of) => {
      const rotation = new RotationReminder(scope, "Rotation", { environment: of });
      new Secret(scope, "Secret-api-key", { environment: of, secretId: "api-key", description: "a key", rotation });
    });
  });
});
